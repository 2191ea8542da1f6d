//! Rules for Ably.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/ably-key", "ably", r"[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{6}:[A-Za-z0-9_-]{20,43}")
        .title("Ably API key")
        .remedy("Revoke it in the account settings of Ably, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://ably.com/docs/auth")
        .keywords(&["ably"])
        .min_entropy(3.4)
        .examples(&[Example("ably_key = \"", concat!("40pUv", "C.npdM80:UdMTQMWshmPQkkteDY9N"), "\"")], &["ably_key = \"${ABLY}\""]),
];
