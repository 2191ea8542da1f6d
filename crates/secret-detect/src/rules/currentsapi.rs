//! Rules for Currents.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/currentsapi-api-key", "currentsapi", r"[A-Za-z0-9_-]{48}")
        .title("Currents API key")
        .remedy("Revoke it in the account settings of Currents, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://currentsapi.services/en/docs/")
        .keywords(&["currentsapi", "currents_api"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("currentsapi_api_key = \"", concat!("RYpFp", "HPVOHraOBNL1j7V2czJulD791P7fjeOBqbEdBOUGx2v"), "\"")], &["currentsapi_api_key = \"${CURRENTSAPI_API_KEY}\""]),
];
