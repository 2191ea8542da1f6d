//! Rules for Zuplo.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/zuplo-key", "zuplo", r"\b{start-half}zpka_[0-9a-f]{32}_[0-9a-f]{8}\b{end-half}")
        .title("Zuplo API key")
        .remedy("Revoke it in the API consumers page of Zuplo, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["zpka_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("zpka_", "e823be563925bce0e1e97b7673da426c_956b046d"), "\"")], &["zpka_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
