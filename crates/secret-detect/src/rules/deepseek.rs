//! Rules for DeepSeek.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/deepseek-key", "deepseek", r"sk-[0-9a-f]{32}")
        .title("DeepSeek API key")
        .remedy("Revoke it in the API keys page of the DeepSeek platform, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["deepseek"])
        .min_entropy(3.0)
        .examples(&[Example("deepseek_key = \"", concat!("sk-1d", "02113b9c2420a875dee80659d060ee"), "\"")], &["deepseek_key = \"${DEEPSEEK}\""]),
];
