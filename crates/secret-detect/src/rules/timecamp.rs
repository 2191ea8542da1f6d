//! Rules for TimeCamp.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/timecamp-api-token", "timecamp", r"[a-z0-9]{26}")
        .title("TimeCamp API token")
        .remedy("Revoke it in the account settings of TimeCamp, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developer.timecamp.com/")
        .keywords(&["timecamp", "time_camp"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("timecamp_api_token = \"", concat!("osysv", "2ww91aanbgckz37vwze80"), "\"")], &["timecamp_api_token = \"${TIMECAMP_API_TOKEN}\""]),
];
