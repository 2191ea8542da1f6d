//! Rules for Branch.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/branch-key", "branch", r"\b{start-half}key_live_[A-Za-z0-9]{32}\b{end-half}")
        .title("Branch API key")
        .remedy("Revoke it in the account settings of Branch, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["key_live_"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("key_l", "ive_kfgcCTTAEVYRW02KmsjJMJVvsobaO623"), "\"")], &["key_live_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
