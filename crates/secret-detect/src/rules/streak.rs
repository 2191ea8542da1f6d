//! Rules for Streak.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/streak-api-key", "streak", r"[0-9a-f]{32}")
        .title("Streak API key")
        .remedy("Revoke it in the account settings of Streak, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://streak.readme.io/")
        .keywords(&["streak_api", "streak_key", "streakapi", "streak_token"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("streak_api_api_key = \"", concat!("85db8", "7084256b9d684c2043288db1032"), "\"")], &["streak_api_api_key = \"${STREAK_API_API_KEY}\""]),
];
