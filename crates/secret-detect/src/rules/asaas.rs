//! Rules for Asaas.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/asaas-api-key", "asaas", r"\b{start-half}aact_(?:prod|hmlg)_[A-Za-z0-9:+/=-]{30,256}\b{end-half}")
        .title("Asaas API key")
        .remedy("Revoke it in the integrations page of Asaas, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["aact_prod_", "aact_hmlg_"])
        .severity(Severity::Critical)
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("aact_", "prod_ESGXUfEv8NUzCTySqxM7Jr3zInvu87"), "\"")], &["$aact_prod_short"]),
];
