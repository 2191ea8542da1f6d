//! Rules for Detect Language.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/detectlanguage-key", "detectlanguage", r"[0-9a-f]{32}")
        .title("Detect Language API key")
        .remedy("Revoke it in the account settings of Detect Language, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["detectlanguage", "detect_language"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("detectlanguage_key = \"", concat!("815c8", "c24d9c1200d2c6aeb8723915ea2"), "\"")], &["detectlanguage_key = \"${DETECTLANGUAGE}\""]),
];
