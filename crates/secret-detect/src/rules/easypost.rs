//! Rules for EasyPost.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/easypost-api-key", "easypost", r"\b{start-half}EZ[AT]K[A-Za-z0-9]{54}\b{end-half}")
        .title("EasyPost API key")
        .remedy("Revoke it in the API keys page of the account, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["ezak", "eztk"])
        .examples(&[Example("value: \"", concat!("EZAKr", "5P0keLosb1EdFROXGdvvZziBXMjWRHV4gAtz3wffKAWYEDNWYb5q9"), "\"")], &[]),
];
