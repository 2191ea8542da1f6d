//! Rules for Unsplash.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/unsplash-key", "unsplash", r"[A-Za-z0-9_-]{43}")
        .title("Unsplash API key")
        .remedy("Revoke it in the account settings of Unsplash, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["unsplash"])
        .severity(Severity::Medium)
        .min_entropy(3.4)
        .examples(&[Example("unsplash_key = \"", concat!("a0PTg", "FTgKcrknTbUBCY0roGPU8qeqldF1hDkf01wasc"), "\"")], &["unsplash_key = \"${UNSPLASH}\""]),
];
