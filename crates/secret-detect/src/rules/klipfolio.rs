//! Rules for Klipfolio.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/klipfolio-api-key", "klipfolio", r"[0-9a-f]{40}")
        .title("Klipfolio API key")
        .remedy("Revoke it in the account settings of Klipfolio, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["klipfolio"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("klipfolio_api_key = \"", concat!("b6b17", "4b02d30e1396e54a22bf8fe7dc6ab35568a"), "\"")], &["klipfolio_api_key = \"${KLIPFOLIO_API_KEY}\""]),
];
