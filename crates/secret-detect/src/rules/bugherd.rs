//! Rules for BugHerd.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/bugherd-api-key", "bugherd", r"[a-z0-9]{22}")
        .title("BugHerd API key")
        .remedy("Revoke it in the account settings of BugHerd, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://www.bugherd.com/api_v2")
        .keywords(&["bugherd"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("bugherd_api_key = \"", concat!("sxecg", "r6e0bfiekhdon318w"), "\"")], &["bugherd_api_key = \"${BUGHERD_API_KEY}\""]),
];
