//! Rules for OpenAI.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/openai-api-key", "openai", r"\b{start-half}(?:sk-(?:proj|svcacct|admin)-[A-Za-z0-9_-]{20,74}T3BlbkFJ[A-Za-z0-9_-]{20,74}|sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20})\b{end-half}")
        .title("OpenAI API key")
        .remedy("Revoke it in the API keys page of the platform, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://platform.openai.com/docs/api-reference/authentication")
        .keywords(&["t3blbkfj"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("sk-bT", "r4b8pwAgY91bCFZf1cT3BlbkFJkMUcPibnYIRxcFN9rgZf"), "\"")], &[]),
];
