//! Rules for Nicereply.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/nicereply-api-key", "nicereply", r"[0-9a-f]{40}")
        .title("Nicereply API key")
        .remedy("Revoke it in the account settings of Nicereply, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["nicereply"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("nicereply_api_key = \"", concat!("6a9a5", "7ea4638b805787eabf6c9177a91c19b52cd"), "\"")], &["nicereply_api_key = \"${NICEREPLY_API_KEY}\""]),
];
