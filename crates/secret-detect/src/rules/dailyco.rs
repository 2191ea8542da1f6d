//! Rules for Daily.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/dailyco-api-key", "dailyco", r"[0-9a-f]{64}")
        .title("Daily API key")
        .remedy("Revoke it in the account settings of Daily, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.daily.co/reference/rest-api")
        .keywords(&["dailyco", "daily_api_key", "daily.co", "daily_co", "dailyapikey"])
        .min_entropy(3.0)
        .examples(&[Example("dailyco_api_key = \"", concat!("b1c93", "0eb9a790c7cb0c3a3c48f5434819ba8bef839f922e66046cbadfa9dda16"), "\"")], &["dailyco_api_key = \"${DAILYCO_API_KEY}\""]),
];
