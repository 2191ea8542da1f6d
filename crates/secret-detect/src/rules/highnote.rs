//! Rules for Highnote.

use portcullis_findings::{Confidence, Severity};

use crate::rule::{Example, Rank, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/highnote-key", "highnote", r"(?:sk|rk)_(?:live|test)_[A-Za-z0-9+/]{40,160}={0,2}")
        .title("Highnote API key")
        .remedy("Revoke it in the API keys page of Highnote, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["highnote"])
        .severity(Severity::Critical)
        .confidence(Confidence::High)
        .rank(Rank::NamedToken)
        .min_entropy(3.5)
        .examples(&[Example("highnote_key = \"", concat!("sk_li", "ve_HZT12TzWrDxKNeEWjA6kuRQtwD5BD1d5lzVgZYK1"), "\"")], &["highnote_key = \"${HIGHNOTE}\""]),
];
