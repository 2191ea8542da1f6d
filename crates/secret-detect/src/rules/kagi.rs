//! Rules for Kagi.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/kagi-key", "kagi", r"[A-Za-z0-9_-]{11}\.[A-Za-z0-9_-]{43}")
        .title("Kagi API key")
        .remedy("Revoke it in the account settings of Kagi, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["kagi"])
        .min_entropy(3.4)
        .examples(&[Example("kagi_key = \"", concat!("XBGjW", "7SPyUL.KvnMpNoJk03OfOmeNQFJfBHNSzAqQdrjnwpknJWomFW"), "\"")], &["kagi_key = \"${KAGI}\""]),
];
