//! Rules for Teamwork.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/teamwork-key", "teamwork", r"(?:tkn\.v1_[A-Za-z0-9+/=]{60,80}|twp_[A-Za-z0-9_]{20,40})")
        .title("Teamwork API key")
        .remedy("Revoke it in the account settings of Teamwork, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["teamwork"])
        .min_entropy(3.4)
        .examples(&[Example("teamwork_key = \"", concat!("tkn.v", "1_yCSxHa23BcwnqAnmNppmpHvE2kV0QNGkU0uJjnKWJcfCJJTVXGSfkNh9GWCI"), "\"")], &["teamwork_key = \"${TEAMWORK}\""]),
];
