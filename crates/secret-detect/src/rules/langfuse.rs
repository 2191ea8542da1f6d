//! Rules for Langfuse.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/langfuse-key", "langfuse", r"\b{start-half}sk-lf-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b{end-half}")
        .title("Langfuse API key")
        .remedy("Revoke it in the account settings of Langfuse, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["sk-lf-"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("sk-lf", "-bde24a3f-182d-9a68-6806-3baff82705a6"), "\"")], &["sk-lf-xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
