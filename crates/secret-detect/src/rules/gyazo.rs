//! Rules for Gyazo.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/gyazo-key", "gyazo", r"[A-Za-z0-9_-]{43}")
        .title("Gyazo API key")
        .remedy("Revoke it in the account settings of Gyazo, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["gyazo"])
        .min_entropy(3.4)
        .examples(&[Example("gyazo_key = \"", concat!("iZsH6", "W8QT6SuwqxL1qv440E2lD40jkOOSjVSjLZSYig"), "\"")], &["gyazo_key = \"${GYAZO}\""]),
];
