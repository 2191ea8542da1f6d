//! Rules for Storyblok.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/storyblok-key", "storyblok", r"(?:[A-Za-z0-9]{22}t{2}|[A-Za-z0-9]{24})")
        .title("Storyblok API key")
        .remedy("Revoke it in the account settings of Storyblok, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["storyblok"])
        .min_entropy(3.4)
        .examples(&[Example("storyblok_key = \"", concat!("dkC1Z", "sj4qUs6Grbcfjfghktt"), "\"")], &["storyblok_key = \"${STORYBLOK}\""]),
];
