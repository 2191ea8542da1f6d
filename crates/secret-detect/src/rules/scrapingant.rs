//! Rules for ScrapingAnt.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/scrapingant-api-key", "scrapingant", r"[a-z0-9]{32}")
        .title("ScrapingAnt API key")
        .remedy("Revoke it in the account settings of ScrapingAnt, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.scrapingant.com/")
        .keywords(&["scrapingant", "scraping_ant"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("scrapingant_api_key = \"", concat!("ss54y", "d36zs46vxatrhawq7liej35p0l1"), "\"")], &["scrapingant_api_key = \"${SCRAPINGANT_API_KEY}\""]),
];
