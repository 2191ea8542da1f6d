//! Rules for Raygun.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/raygun-key", "raygun", r"(?:[A-Za-z0-9]{32}|[A-Za-z0-9]{22}={0,2})")
        .title("Raygun API key")
        .remedy("Revoke it in the account settings of Raygun, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["raygun"])
        .severity(Severity::Medium)
        .min_entropy(3.4)
        .examples(&[Example("raygun_key = \"", concat!("Qc0Z3", "MTnVQo0RR5crrYLBL"), "\"")], &["raygun_key = \"${RAYGUN}\""]),
];
