//! Rules for Walk Score.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/walkscore-api-key", "walkscore", r"[a-z0-9]{32}")
        .title("Walk Score API key")
        .remedy("Revoke it in the account settings of Walk Score, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://www.walkscore.com/professional/api.php")
        .keywords(&["walkscore", "walk_score"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("walkscore_api_key = \"", concat!("zf3vh", "tw7sygtv5jxq7kdldtiqw0nncuh"), "\"")], &["walkscore_api_key = \"${WALKSCORE_API_KEY}\""]),
];
