//! Rules for OpenCage.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/opencage-key", "opencage", r"[0-9a-f]{32}")
        .title("OpenCage API key")
        .remedy("Revoke it in the account settings of OpenCage, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["opencage"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("opencage_key = \"", concat!("abfd7", "98e6a664e3e192697447442dd78"), "\"")], &["opencage_key = \"${OPENCAGE}\""]),
];
