//! Rules for ZenRows.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/zenrows-key", "zenrows", r"[0-9a-f]{40}")
        .title("ZenRows API key")
        .remedy("Revoke it in the account settings of ZenRows, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["zenrows"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("zenrows_key = \"", concat!("df5b3", "a829c52f8d2824411963f0d6dc06a7bb439"), "\"")], &["zenrows_key = \"${ZENROWS}\""]),
];
