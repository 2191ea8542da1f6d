//! Rules for Together AI.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/together-key", "togetherai", r"\b{start-half}tgp_v1_[A-Za-z0-9_-]{43}\b{end-half}")
        .title("Together AI API key")
        .remedy("Revoke it in the API keys page of Together AI, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["tgp_v1_"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("tgp_v", "1_TsIb8ZdeC1fI8ZD5HYOlWJuKxV7kHM3xZuYoRFvtHKm"), "\"")], &["tgp_v1_xxxxxxxxxxxxxxxxxxxxxxxx"]),
    Rule::assigned("secret/together-old-key", "togetherai", r"[0-9a-f]{64}")
        .title("Together AI API key, old form")
        .remedy("Revoke it in the API keys page of Together AI, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["togetherai", "together_ai", "together_api", "togetherapi"])
        .min_entropy(3.0)
        .examples(&[Example("togetherai_key = \"", concat!("8f25f", "240bce8f8b181b32908611fa046581ad2a56b312ae4b3027b6a8b7b86e3"), "\"")], &["togetherai_key = \"${TOGETHERAI}\""]),
];
