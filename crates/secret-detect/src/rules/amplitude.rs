//! Rules for Amplitude.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/amplitude-key", "amplitude", r"[0-9a-f]{32}")
        .title("Amplitude API or secret key")
        .remedy("Revoke it in the project settings of Amplitude, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["amplitude"])
        .severity(Severity::Medium)
        .examples(&[Example("amplitude_key = \"", concat!("0ab2c", "f7f05e5ee5c47b7c45a9b9089da"), "\"")], &["amplitude_key = \"${AMPLITUDE}\""]),
];
