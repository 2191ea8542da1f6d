//! Rules for Geckoboard.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/geckoboard-api-key", "geckoboard", r"(?:[0-9a-f]{32}|[A-Za-z0-9]{44})")
        .title("Geckoboard API key")
        .remedy("Revoke it in the account settings of Geckoboard, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developer.geckoboard.com/")
        .keywords(&["geckoboard"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("geckoboard_api_key = \"", concat!("7585d", "b70bfdeea796f0a423d6341c670"), "\"")], &["geckoboard_api_key = \"${GECKOBOARD_API_KEY}\""]),
];
