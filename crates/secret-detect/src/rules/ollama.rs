//! Rules for Ollama.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/ollama-key", "ollama", r"[0-9a-f]{32}\.[A-Za-z0-9_-]{24}")
        .title("Ollama API key")
        .remedy("Revoke it in the keys page of Ollama, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["ollama"])
        .min_entropy(3.5)
        .examples(&[Example("ollama_key = \"", concat!("1dc81", "a6f940cb9ac4f02225c87ba2c1d.tph3sMfbGU5AGFALtUog8eBz"), "\"")], &["ollama_key = \"${OLLAMA}\""]),
];
