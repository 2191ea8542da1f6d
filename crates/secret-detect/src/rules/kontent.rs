//! Rules for Kontent.ai.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/kontent-api-key", "kontent", r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
        .title("Kontent.ai API key")
        .remedy("Revoke it in the account settings of Kontent.ai, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://kontent.ai/learn/docs/apis")
        .keywords(&["kontent_ai", "kontentai", "kontent_api", "kontent_key"])
        .min_entropy(3.0)
        .examples(&[Example("kontent_ai_api_key = \"", concat!("1cb65", "bfc-4d31-9dfe-2848-f2e57c816281"), "\"")], &["kontent_ai_api_key = \"${KONTENT_AI_API_KEY}\""]),
];
