//! Rules for Jina AI.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/jina-key", "jina", r"\b{start-half}jina_[A-Za-z0-9_-]{60}\b{end-half}")
        .title("Jina AI API key")
        .remedy("Revoke it in the account settings of Jina AI, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["jina_"])
        .min_entropy(3.8)
        .examples(&[Example("value: \"", concat!("jina_", "1Vv0CEwrCd36uKmF5mA0OTFRdC8IA24rmJC64hQE60rU38vvsaJZOh5PLzcD"), "\"")], &["jina_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
