//! Rules for Ticketmaster.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/ticketmaster-key", "ticketmaster", r"[A-Za-z0-9]{32}")
        .title("Ticketmaster API key")
        .remedy("Revoke it in the account settings of Ticketmaster, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["ticketmaster"])
        .severity(Severity::Low)
        .min_entropy(3.4)
        .examples(&[Example("ticketmaster_key = \"", concat!("QEl88", "yDg1glQh08ecA7rAznveX6n8sMm"), "\"")], &["ticketmaster_key = \"${TICKETMASTER}\""]),
];
