//! Rules for NewsCatcher.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/newscatcher-api-key", "newscatcher", r"[A-Za-z0-9_-]{43}")
        .title("NewsCatcher API key")
        .remedy("Revoke it in the account settings of NewsCatcher, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://www.newscatcherapi.com/docs")
        .keywords(&["newscatcher"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("newscatcher_api_key = \"", concat!("UEW5V", "Vpr6UJQvAeWBQcMkwUzHecC3iqhLcyVvPdbfx8"), "\"")], &["newscatcher_api_key = \"${NEWSCATCHER_API_KEY}\""]),
];
