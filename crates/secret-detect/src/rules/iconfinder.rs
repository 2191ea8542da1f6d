//! Rules for Iconfinder.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/iconfinder-api-key", "iconfinder", r"[A-Za-z0-9]{64}")
        .title("Iconfinder API key")
        .remedy("Revoke it in the account settings of Iconfinder, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developer.iconfinder.com/")
        .keywords(&["iconfinder"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("iconfinder_api_key = \"", concat!("jQswM", "Ly0YzGTqeQ42M97sxXI5LEaImsp2Bkvabeu1DDJoq5N8Zf7oQ20xoRvsqh0"), "\"")], &["iconfinder_api_key = \"${ICONFINDER_API_KEY}\""]),
];
