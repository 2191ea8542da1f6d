//! Rules for OpenRouter.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/openrouter-key", "openrouter", r"\b{start-half}sk-or-v1-[0-9a-f]{64}\b{end-half}")
        .title("OpenRouter API key")
        .remedy("Revoke it in the keys page of OpenRouter, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["sk-or-v1-"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("sk-or", "-v1-8e28142b3dcbb5e197c084b493b6d90d0862b57f94a058949827048520e516f2"), "\"")], &["sk-or-v1-xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
