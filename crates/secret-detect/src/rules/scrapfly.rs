//! Rules for Scrapfly.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/scrapfly-api-key", "scrapfly", r"scp-(?:live|test)-[0-9a-f]{32}")
        .title("Scrapfly API key")
        .remedy("Revoke it in the account settings of Scrapfly, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://scrapfly.io/docs/scrape-api/getting-started")
        .keywords(&["scrapfly"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("scrapfly_api_key = \"", concat!("scp-l", "ive-8e25cacd9a2bfc7a466a801f2646b088"), "\"")], &["scrapfly_api_key = \"${SCRAPFLY_API_KEY}\""]),
];
