//! Rules for GitBook.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/gitbook-key", "gitbook", r"\b{start-half}gb_api_[A-Za-z0-9]{40}\b{end-half}")
        .title("GitBook API key")
        .remedy("Revoke it in the account settings of GitBook, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["gb_api_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("gb_ap", "i_HwOsGusHkZ5PYT2UYzuwBFzirXmrmivKQytWoW68"), "\"")], &["gb_api_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
