//! Rules for OpenWeather.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/openweather-key", "openweather", r"[a-z0-9]{32}")
        .title("OpenWeather API key")
        .remedy("Revoke it in the API keys page of OpenWeather, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["openweather", "open_weather", "pyowm", "owm_api", "owmapikey", "owm_key"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("openweather_key = \"", concat!("9s7d5", "2cfj7byjh31g2aiazjsiej3scgj"), "\"")], &["openweather_key = \"${OPENWEATHER}\""]),
];
