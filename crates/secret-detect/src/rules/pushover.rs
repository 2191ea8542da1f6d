//! Rules for Pushover.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/pushover-key", "pushover", r"[a-z0-9]{30}")
        .title("Pushover API key")
        .remedy("Revoke it in the account settings of Pushover, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["pushover"])
        .min_entropy(3.4)
        .examples(&[Example("pushover_key = \"", concat!("5r7dh", "kld8atgf4kpw9si9kx7mo856h"), "\"")], &["pushover_key = \"${PUSHOVER}\""]),
];
