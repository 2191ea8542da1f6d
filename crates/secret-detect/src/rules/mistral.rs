//! Rules for Mistral.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/mistral-key", "mistral", r"[A-Za-z0-9]{32}")
        .title("Mistral API key")
        .remedy("Revoke it in the API keys page of the Mistral console, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["mistral"])
        .min_entropy(3.5)
        .examples(&[Example("mistral_key = \"", concat!("N6IcT", "WNcB4Qpd8CPUVYBdZvEOwLd2KVZ"), "\"")], &["mistral_key = \"${MISTRAL}\""]),
];
