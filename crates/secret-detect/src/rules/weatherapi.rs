//! Rules for WeatherAPI.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/weatherapi-key", "weatherapi", r"(?:[0-9a-f]{31}|[0-9a-f]{30})")
        .title("WeatherAPI API key")
        .remedy("Revoke it in the account settings of WeatherAPI, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["weatherapi", "weather_api"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("weatherapi_key = \"", concat!("d54dc", "c209a38ae8c20ae6eff9e02a77"), "\"")], &["weatherapi_key = \"${WEATHERAPI}\""]),
];
