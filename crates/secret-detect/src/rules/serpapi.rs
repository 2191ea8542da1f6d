//! Rules for SerpApi.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/serpapi-key", "serpapi", r"[0-9a-f]{64}")
        .title("SerpApi API key")
        .remedy("Revoke it in the account settings of SerpApi, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["serpapi", "serp_api"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("serpapi_key = \"", concat!("f3cec", "ac3403bbc3cdb086c6fba372a076a9ae621e050cb81298721ec24a82c52"), "\"")], &["serpapi_key = \"${SERPAPI}\""]),
];
