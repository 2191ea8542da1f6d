//! Rules for Visual Crossing.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/visualcrossing-key", "visualcrossing", r"[0-9A-Z]{25}")
        .title("Visual Crossing API key")
        .remedy("Revoke it in the account settings of Visual Crossing, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["visualcrossing", "visual_crossing"])
        .severity(Severity::Low)
        .min_entropy(3.4)
        .examples(&[Example("visualcrossing_key = \"", concat!("JLYE8", "S2N6P55ABFMUL7CKF5RO"), "\"")], &["visualcrossing_key = \"${VISUALCROSSING}\""]),
];
