//! Rules for Cohere.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/cohere-api-key", "cohere", r"[A-Za-z0-9]{40}")
        .title("Cohere API key")
        .remedy("Revoke it in the Cohere dashboard, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["cohere", "co_api_key"])
        .min_entropy(4.0)
        .examples(&[Example("cohere_key = \"", concat!("8pdr4", "d2JEPyFHXFCS0vnVGWLLky7PNt7Jrbf7lHC"), "\"")], &[]),
];
