//! Rules for marketstack.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/marketstack-key", "marketstack", r"[0-9a-f]{32}")
        .title("marketstack API key")
        .remedy("Revoke it in the account settings of marketstack, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["marketstack"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("marketstack_key = \"", concat!("ed306", "09cb71a3b6e44c75330f04d3220"), "\"")], &["marketstack_key = \"${MARKETSTACK}\""]),
];
