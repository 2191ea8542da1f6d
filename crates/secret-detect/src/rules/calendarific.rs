//! Rules for Calendarific.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/calendarific-key", "calendarific", r"(?:[0-9a-f]{40}|[A-Za-z0-9]{32})")
        .title("Calendarific API key")
        .remedy("Revoke it in the account settings of Calendarific, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["calendarific"])
        .severity(Severity::Low)
        .min_entropy(3.4)
        .examples(&[Example("calendarific_key = \"", concat!("XU0KK", "Vg9K3yNngro77sXNFQ3tBoRsYwn"), "\"")], &["calendarific_key = \"${CALENDARIFIC}\""]),
];
