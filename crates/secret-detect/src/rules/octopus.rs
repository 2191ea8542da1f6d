//! Rules for Octopus Deploy.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/octopus-api-key", "octopus", r"\b{start-half}API-[A-Z0-9]{26}\b{end-half}")
        .title("Octopus Deploy API key")
        .remedy("Revoke it in the profile page of Octopus, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["api-"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("API-Z", "Q3UUQM91FBKWJHCKUCXYDAC7N"), "\"")], &[concat!("https://notes.example/API-", "BD80F56CDC1441E6BF6011AB6D852875")]),
];
