//! Rules for WorkOS.

use portcullis_findings::{Confidence, Severity};

use crate::rule::{Example, Rank, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/workos-key", "workos", r"sk_(?:live|test)_[A-Za-z0-9]{40,120}")
        .title("WorkOS API key")
        .remedy("Revoke it in the API keys page of WorkOS, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["workos"])
        .severity(Severity::Critical)
        .confidence(Confidence::High)
        .rank(Rank::NamedToken)
        .min_entropy(3.5)
        .examples(&[Example("workos_key = \"", concat!("sk_li", "ve_8azQ7WbjPtJey1M7Wyk9AG2v7rq3tKBcLKyJtQzb"), "\"")], &["workos_key = \"${WORKOS}\""]),
];
