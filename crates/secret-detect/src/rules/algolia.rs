//! Rules for Algolia.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/algolia-api-key", "algolia", r"[a-z0-9]{32}")
        .title("Algolia API key")
        .remedy("Revoke it in the API keys page of the Algolia dashboard, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["algolia"])
        .examples(&[Example("algolia_key = \"", concat!("sguhz", "sdw8aqs5p94mwzs54w2lovttnns"), "\"")], &[]),
];
