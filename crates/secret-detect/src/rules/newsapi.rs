//! Rules for News API.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/newsapi-key", "newsapi", r"[0-9a-f]{32}")
        .title("News API API key")
        .remedy("Revoke it in the account settings of News API, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["newsapi", "news_api", "news-api"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("newsapi_key = \"", concat!("545c2", "9540d8fe7c9d541a608ca57f7c6"), "\"")], &["newsapi_key = \"${NEWSAPI}\""]),
];
