//! Rules for GoodDay.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/goodday-key", "goodday", r"[0-9a-f]{32}")
        .title("GoodDay API key")
        .remedy("Revoke it in the account settings of GoodDay, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["goodday"])
        .min_entropy(3.0)
        .examples(&[Example("goodday_key = \"", concat!("81be1", "64348bca27beee9bb8ec7533963"), "\"")], &["goodday_key = \"${GOODDAY}\""]),
];
