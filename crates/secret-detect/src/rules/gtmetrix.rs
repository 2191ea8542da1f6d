//! Rules for GTmetrix.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/gtmetrix-key", "gtmetrix", r"[0-9a-f]{32}")
        .title("GTmetrix API key")
        .remedy("Revoke it in the account settings of GTmetrix, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["gtmetrix"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("gtmetrix_key = \"", concat!("b9682", "93d7430ab7904e0616c48b4920d"), "\"")], &["gtmetrix_key = \"${GTMETRIX}\""]),
];
