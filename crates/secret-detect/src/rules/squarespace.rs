//! Rules for Squarespace.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/squarespace-token", "squarespace", r"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}")
        .title("Squarespace API key")
        .remedy("Revoke it in the developer API keys page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["squarespace"])
        .examples(&[Example("squarespace_key = \"", concat!("18e1e", "b99-c6c9-8f71-157f-c80ac5b53a27"), "\"")], &[]),
];
