//! Rules for Baremetrics.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/baremetrics-api-key", "baremetrics", r"[A-Za-z0-9_-]{25}")
        .title("Baremetrics API key")
        .remedy("Revoke it in the account settings of Baremetrics, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developers.baremetrics.com/reference/authentication")
        .keywords(&["baremetrics"])
        .min_entropy(3.0)
        .examples(&[Example("baremetrics_api_key = \"", concat!("Yxbhm", "OC5l40ZbanmaaCnpmmCV"), "\"")], &["baremetrics_api_key = \"${BAREMETRICS_API_KEY}\""]),
];
