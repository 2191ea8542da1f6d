//! Rules for Xata.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/xata-key", "xata", r"\b{start-half}xau_[A-Za-z0-9]{30,40}\b{end-half}")
        .title("Xata API key")
        .remedy("Revoke it in the account settings of Xata, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["xau_"])
        .min_entropy(3.6)
        .examples(&[Example("value: \"", concat!("xau_u", "DbI626aGd7HeYBChgAmF81ScabKR3"), "\"")], &["xau_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
