//! Rules for Pusher.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/pusher-key", "pusher", r"[0-9a-f]{20}")
        .title("Pusher API key")
        .remedy("Revoke it in the account settings of Pusher, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["pusher"])
        .min_entropy(3.0)
        .examples(&[Example("pusher_key = \"", concat!("d7e57", "e10c685c7ef0912"), "\"")], &["pusher_key = \"${PUSHER}\""]),
];
