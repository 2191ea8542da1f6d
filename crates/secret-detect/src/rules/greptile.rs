//! Rules for Greptile.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/greptile-key", "greptile", r"[A-Za-z0-9+/]{48,64}")
        .title("Greptile API key")
        .remedy("Revoke it in the API keys page of Greptile, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["greptile"])
        .min_entropy(3.5)
        .examples(&[Example("greptile_key = \"", concat!("SRQMv", "QQHnvNJtNggKPIvMSXGQsBjcG4BZzOYzc5WXlazzyyb"), "\"")], &["greptile_key = \"${GREPTILE}\""]),
];
