//! Rules for Refiner.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/refiner-api-key", "refiner", r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
        .title("Refiner API key")
        .remedy("Revoke it in the account settings of Refiner, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://refiner.io/docs/api/")
        .keywords(&["refiner_api", "refiner_key", "refiner.io", "refiner_io"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("refiner_api_api_key = \"", concat!("7a70b", "bbb-0a98-96a3-0f5f-cb08dd90adc3"), "\"")], &["refiner_api_api_key = \"${REFINER_API_API_KEY}\""]),
];
