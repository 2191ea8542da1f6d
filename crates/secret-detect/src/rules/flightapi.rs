//! Rules for FlightAPI.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/flightapi-api-key", "flightapi", r"[a-z0-9]{24}")
        .title("FlightAPI API key")
        .remedy("Revoke it in the account settings of FlightAPI, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["flightapi", "flight_api"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("flightapi_api_key = \"", concat!("lyhv5", "f5s9k8xlfrgs5p6003p"), "\"")], &["flightapi_api_key = \"${FLIGHTAPI_API_KEY}\""]),
];
