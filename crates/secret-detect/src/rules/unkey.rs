//! Rules for Unkey.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/unkey-root-key", "unkey", r"\b{start-half}unkey_[A-Za-z0-9]{20,28}\b{end-half}")
        .title("Unkey root key")
        .remedy("Revoke it in the root keys page of Unkey, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["unkey_"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("unkey", "_Qsg916K2Xd4xNz1mx9EM"), "\"")], &["unkey_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
