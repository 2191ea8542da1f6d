//! Rules for Perplexity.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/perplexity-api-key", "perplexity", r"\b{start-half}pplx-[A-Za-z0-9]{48}\b{end-half}")
        .title("Perplexity API key")
        .remedy("Revoke it in the API settings, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["pplx-"])
        .min_entropy(3.8)
        .examples(&[Example("value: \"", concat!("pplx-", "kjY4bmfFzaXXtJCQucQdtA0jY2XE6ABApOQXSpvYWMHZOEz3"), "\"")], &[]),
];
