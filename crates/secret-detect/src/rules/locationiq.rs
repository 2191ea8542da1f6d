//! Rules for LocationIQ.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/locationiq-key", "locationiq", r"(?:pk\.[0-9a-f]{32}|[0-9a-f]{14})")
        .title("LocationIQ API key")
        .remedy("Revoke it in the account settings of LocationIQ, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["locationiq"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("locationiq_key = \"", concat!("pk.95", "e632041e3bdff9e2e12f797a0566f8"), "\"")], &["locationiq_key = \"${LOCATIONIQ}\""]),
];
