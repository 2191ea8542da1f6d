//! Rules for Persona.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/persona-key", "persona", r"\b{start-half}persona_production_[A-Za-z0-9_-]{32,64}\b{end-half}")
        .title("Persona API key")
        .remedy("Revoke it in the API keys page of Persona, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["persona_production_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("perso", "na_production_WNU63eK7ANXDPgyfbHUKglPK7FH0apt2"), "\"")], &["persona_production_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
