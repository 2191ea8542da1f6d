//! Rules for MonkeyLearn.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/monkeylearn-api-key", "monkeylearn", r"[0-9a-f]{40}")
        .title("MonkeyLearn API key")
        .remedy("Revoke it in the account settings of MonkeyLearn, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://monkeylearn.com/api/")
        .keywords(&["monkeylearn", "monkey_learn"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("monkeylearn_api_key = \"", concat!("9d8bb", "55817e78a6ec015bac4e778c76c48c5c202"), "\"")], &["monkeylearn_api_key = \"${MONKEYLEARN_API_KEY}\""]),
];
