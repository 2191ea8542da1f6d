//! Rules for Shippo.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/shippo-token", "shippo", r"\b{start-half}shippo_(?:live|test)_[A-Fa-f0-9]{40}\b{end-half}")
        .title("Shippo API token")
        .remedy("Revoke it in the API settings, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["shippo_live_", "shippo_test_"])
        .examples(&[Example("value: \"", concat!("shipp", "o_live_6a8948a72a873243350f43178c426b5c6f17d096"), "\"")], &[]),
];
