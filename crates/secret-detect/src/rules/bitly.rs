//! Rules for Bitly.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/bitly-token", "bitly", r"[0-9a-f]{40}")
        .title("Bitly access token")
        .remedy("Revoke it in the API settings of Bitly, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["bitly", "bit_ly", "bit.ly"])
        .examples(&[Example("bitly_key = \"", concat!("ee426", "e79f76f5e93317d6715173c74942c5ac14b"), "\"")], &["bitly_key = \"${BITLY}\""]),
];
