//! Rules for World Weather Online.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/worldweather-api-key", "worldweather", r"[a-z0-9]{31}")
        .title("World Weather Online API key")
        .remedy("Revoke it in the account settings of World Weather Online, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://www.worldweatheronline.com/weather-api/")
        .keywords(&["worldweather", "world_weather"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("worldweather_api_key = \"", concat!("tsdjp", "c4ljudz84dt5deh0ycmo21q34q"), "\"")], &["worldweather_api_key = \"${WORLDWEATHER_API_KEY}\""]),
];
