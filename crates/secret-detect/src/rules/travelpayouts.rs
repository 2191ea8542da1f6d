//! Rules for Travelpayouts.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/travelpayouts-api-token", "travelpayouts", r"[a-z0-9]{32}")
        .title("Travelpayouts API token")
        .remedy("Revoke it in the account settings of Travelpayouts, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://support.travelpayouts.com/")
        .keywords(&["travelpayouts"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("travelpayouts_api_token = \"", concat!("reckv", "boz3tdx90iwf5c1r62c3eqat96a"), "\"")], &["travelpayouts_api_token = \"${TRAVELPAYOUTS_API_TOKEN}\""]),
];
