//! Rules for Intrinio.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/intrinio-key", "intrinio", r"(?:[A-Za-z0-9]{44}|[A-Za-z0-9]{32})")
        .title("Intrinio API key")
        .remedy("Revoke it in the account settings of Intrinio, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["intrinio"])
        .min_entropy(3.4)
        .examples(&[Example("intrinio_key = \"", concat!("FnoIo", "jQaKXuhmPl5qSCroyxnycklS78MTUrJwqyWHb5Q"), "\"")], &["intrinio_key = \"${INTRINIO}\""]),
];
