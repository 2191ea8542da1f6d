//! Rules for Val Town.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/valtown-token", "valtown", r"\b{start-half}vtwn_[A-Za-z0-9_-]{26,40}\b{end-half}")
        .title("Val Town API token")
        .remedy("Revoke it in the API tokens page of Val Town, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["vtwn_"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("vtwn_", "NP8ZnyjApPYf3J4Eg8IOc0ESW4"), "\"")], &["vtwn_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
