//! Rules for Better Stack.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/betterstack-key", "betterstack", r"[A-Za-z0-9]{24}")
        .title("Better Stack API key")
        .remedy("Revoke it in the account settings of Better Stack, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["betterstack", "better_stack", "betteruptime", "logtail"])
        .min_entropy(3.4)
        .examples(&[Example("betterstack_key = \"", concat!("OYrNI", "YfBVQgj3zApUJvM5wCu"), "\"")], &["betterstack_key = \"${BETTERSTACK}\""]),
];
