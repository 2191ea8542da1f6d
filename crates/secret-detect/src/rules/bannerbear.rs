//! Rules for Bannerbear.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/bannerbear-key", "bannerbear", r"\b{start-half}bb_(?:pr|ma)_[0-9a-f]{30}\b{end-half}")
        .title("Bannerbear API key")
        .remedy("Revoke it in the account settings of Bannerbear, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["bb_pr_", "bb_ma_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("bb_pr", "_05a31fab005338b386fe058ad45ba8"), "\"")], &["bb_pr_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
