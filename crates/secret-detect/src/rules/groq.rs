//! Rules for Groq.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/groq-key", "groq", r"\b{start-half}gsk_[A-Za-z0-9]{52}\b{end-half}")
        .title("Groq API key")
        .remedy("Revoke it in the API keys page of the Groq console, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://console.groq.com/docs/quickstart")
        .keywords(&["gsk_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("gsk_K", "1iiJPluhWh39YjKePnW2WGD33A3nGVuUff69EgE4Dw1bZr9e3SH"), "\"")], &["gsk_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
