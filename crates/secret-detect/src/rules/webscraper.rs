//! Rules for Web Scraper.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/webscraper-api-token", "webscraper", r"[A-Za-z0-9]{60}")
        .title("Web Scraper API token")
        .remedy("Revoke it in the account settings of Web Scraper, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://webscraper.io/documentation")
        .keywords(&["webscraper", "web_scraper"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("webscraper_api_token = \"", concat!("assqi", "rKRxc8PMAwjko8sKpfy4Uk631uShZnJR2dqWa5cmrFIs6fa9ZPziIDt"), "\"")], &["webscraper_api_token = \"${WEBSCRAPER_API_TOKEN}\""]),
];
