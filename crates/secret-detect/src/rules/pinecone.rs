//! Rules for Pinecone.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/pinecone-key", "pinecone", r"\b{start-half}pcsk_[A-Za-z0-9]{4,8}_[A-Za-z0-9]{50,70}\b{end-half}")
        .title("Pinecone API key")
        .remedy("Revoke it in the API keys page of Pinecone, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["pcsk_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("pcsk_", "lTYg_LCc7SyAUE2xegjwmsM4HhbLGKdQfPNuG388pLQo8bcu5BnPYXU"), "\"")], &["pcsk_xxxxxxxxxxxxxxxxxxxxxxxx"]),
    Rule::assigned("secret/pinecone-old-key", "pinecone", r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
        .title("Pinecone API key, old form")
        .remedy("Revoke it in the API keys page of Pinecone, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["pinecone"])
        .min_entropy(2.8)
        .examples(&[Example("pinecone_key = \"", concat!("7fa1b", "0d5-b661-33d2-86af-77201292923d"), "\"")], &["pinecone_key = \"${PINECONE}\""]),
];
