//! Rules for Squarespace.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/squarespace-token", "squarespace", r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
        .title("Squarespace API key")
        .remedy("Revoke it in the developer API keys page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["squarespace"])
        .examples(&[Example("squarespace_key = \"", concat!("a3043", "bce-a70a-ad17-6094-58f3af06b26c"), "\"")], &[]),
];
