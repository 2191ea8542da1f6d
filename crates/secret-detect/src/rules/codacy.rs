//! Rules for Codacy.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/codacy-key", "codacy", r"(?:[0-9a-f]{32}|[A-Za-z0-9]{20})")
        .title("Codacy API key")
        .remedy("Revoke it in the account settings of Codacy, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["codacy"])
        .min_entropy(3.4)
        .examples(&[Example("codacy_key = \"", concat!("674H0", "GJcuJwMObTmX1rP"), "\"")], &["codacy_key = \"${CODACY}\""]),
];
