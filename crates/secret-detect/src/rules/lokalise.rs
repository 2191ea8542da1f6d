//! Rules for Lokalise.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/lokalise-key", "lokalise", r"[0-9a-f]{40}")
        .title("Lokalise API key")
        .remedy("Revoke it in the account settings of Lokalise, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["lokalise"])
        .min_entropy(3.0)
        .examples(&[Example("lokalise_key = \"", concat!("2b953", "85a60f9456f0cc3af67986c25c7df840098"), "\"")], &["lokalise_key = \"${LOKALISE}\""]),
];
