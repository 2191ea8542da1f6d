//! Rules for Delighted.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/delighted-api-key", "delighted", r"[A-Za-z0-9]{32}")
        .title("Delighted API key")
        .remedy("Revoke it in the account settings of Delighted, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://app.delighted.com/docs/api")
        .keywords(&["delighted"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("delighted_api_key = \"", concat!("2SbE2", "7YUWysUPkbqgfDnZtxwWx8eB6ox"), "\"")], &["delighted_api_key = \"${DELIGHTED_API_KEY}\""]),
];
