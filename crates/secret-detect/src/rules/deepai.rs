//! Rules for DeepAI.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/deepai-key", "deepai", r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
        .title("DeepAI API key")
        .remedy("Revoke it in the account settings of DeepAI, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["deepai", "deep_ai"])
        .min_entropy(2.8)
        .examples(&[Example("deepai_key = \"", concat!("9f35f", "01b-5088-1acc-606f-057a78d7c4dc"), "\"")], &["deepai_key = \"${DEEPAI}\""]),
];
