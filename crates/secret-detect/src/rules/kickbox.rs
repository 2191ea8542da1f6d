//! Rules for Kickbox.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/kickbox-key", "kickbox", r"(?:[a-z]{4,8}_[0-9a-f]{64}|[0-9a-f]{64})")
        .title("Kickbox API key")
        .remedy("Revoke it in the account settings of Kickbox, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["kickbox"])
        .min_entropy(3.0)
        .examples(&[Example("kickbox_key = \"", concat!("live_", "7a9c20e4b1d83f56a0c7e912d4b8f6537a9c20e4b1d83f56a0c7e912d4b8f653"), "\"")], &["kickbox_key = \"${KICKBOX}\""]),
];
