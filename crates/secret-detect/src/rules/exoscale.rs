//! Rules for Exoscale.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/exoscale-key", "exoscale", r"\b{start-half}EXO[0-9a-f]{24}\b{end-half}")
        .title("Exoscale API key")
        .remedy("Revoke it in the IAM page of Exoscale, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["exo0", "exo1", "exo2", "exo3", "exo4", "exo5", "exo6", "exo7", "exo8", "exo9", "exoa", "exob", "exoc", "exod", "exoe", "exof"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("EXO75", "ea5ceea057043ed8dfe64b"), "\"")], &[]),
    Rule::assigned("secret/exoscale-secret", "exoscale", r"(?:[A-Za-z0-9_-]{43}|[A-Za-z0-9_-]{40})")
        .title("Exoscale API secret")
        .remedy("Revoke it in the IAM page of Exoscale, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["exoscale"])
        .min_entropy(3.5)
        .examples(&[Example("exoscale_key = \"", concat!("qPAeA", "n4deKjqDNyxlkziV44Wo3m9QVlQMiyaxfuM5xx"), "\"")], &["exoscale_key = \"${EXOSCALE}\""]),
];
