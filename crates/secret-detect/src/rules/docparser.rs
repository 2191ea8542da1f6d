//! Rules for Docparser.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/docparser-api-key", "docparser", r"[0-9a-f]{40}")
        .title("Docparser API key")
        .remedy("Revoke it in the account settings of Docparser, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docparser.com/api/")
        .keywords(&["docparser", "doc_parser"])
        .min_entropy(3.0)
        .examples(&[Example("docparser_api_key = \"", concat!("18cb9", "c38bbc3acb65862316574debf8b190af4c5"), "\"")], &["docparser_api_key = \"${DOCPARSER_API_KEY}\""]),
];
