//! Rules for Survicate.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/survicate-api-key", "survicate", r"[a-z0-9]{32}")
        .title("Survicate API key")
        .remedy("Revoke it in the account settings of Survicate, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developers.survicate.com/")
        .keywords(&["survicate"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("survicate_api_key = \"", concat!("o9kfh", "px8ceqyxv9tiuhaqgnyktvyfkqj"), "\"")], &["survicate_api_key = \"${SURVICATE_API_KEY}\""]),
];
