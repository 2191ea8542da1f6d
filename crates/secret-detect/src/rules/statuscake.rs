//! Rules for StatusCake.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/statuscake-api-key", "statuscake", r"[A-Za-z0-9]{20}")
        .title("StatusCake API key")
        .remedy("Revoke it in the account settings of StatusCake, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developers.statuscake.com/")
        .keywords(&["statuscake", "status_cake"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("statuscake_api_key = \"", concat!("0hv22", "9FfZnEaR4pG68hD"), "\"")], &["statuscake_api_key = \"${STATUSCAKE_API_KEY}\""]),
];
