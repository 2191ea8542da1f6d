//! Rules for LangChain.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/langsmith-key", "langchain", r"\b{start-half}lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}\b{end-half}")
        .title("LangSmith API key")
        .remedy("Revoke it in the API keys page of LangSmith, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["lsv2_pt_", "lsv2_sk_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("lsv2_", "pt_29c37a1ce601aece554396ba1ce3b0a0_183cbda40c"), "\"")], &["lsv2_pt_xxxxxxxxxxxxxxxxxxxxxxxx"]),
    Rule::token("secret/langsmith-old-key", "langchain", r"\b{start-half}ls__[0-9a-f]{32}\b{end-half}")
        .title("LangSmith API key, old form")
        .remedy("Revoke it in the API keys page of LangSmith, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["ls__"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("ls__d", "ec6dbfa64cfaa2bbd238436458e52c7"), "\"")], &["ls__init"]),
];
