//! Rules for ScraperAPI.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/scraperapi-key", "scraperapi", r"[0-9a-f]{32}")
        .title("ScraperAPI API key")
        .remedy("Revoke it in the account settings of ScraperAPI, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["scraperapi", "scraper_api"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("scraperapi_key = \"", concat!("200bf", "d47f88f878b3537384905857aa9"), "\"")], &["scraperapi_key = \"${SCRAPERAPI}\""]),
];
