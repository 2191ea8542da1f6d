//! Rules for Databento.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/databento-key", "databento", r"\b{start-half}db-[A-Za-z0-9]{29}\b{end-half}")
        .title("Databento API key")
        .remedy("Revoke it in the API keys page of Databento, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["db-"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("db-En", "RjLGGOxWP44hFgTWGn3OHDzfvSZ"), "\"")], &["db-xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
