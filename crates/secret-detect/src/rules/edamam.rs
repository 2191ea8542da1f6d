//! Rules for Edamam.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/edamam-key", "edamam", r"[0-9a-f]{32}")
        .title("Edamam API key")
        .remedy("Revoke it in the account settings of Edamam, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["edamam"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("edamam_key = \"", concat!("57d60", "7b0b22b6a938a7c044eb5fb462f"), "\"")], &["edamam_key = \"${EDAMAM}\""]),
];
