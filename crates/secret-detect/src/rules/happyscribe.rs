//! Rules for Happy Scribe.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/happyscribe-api-key", "happyscribe", r"[A-Za-z0-9]{24}")
        .title("Happy Scribe API key")
        .remedy("Revoke it in the account settings of Happy Scribe, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://dev.happyscribe.com/")
        .keywords(&["happyscribe", "happy_scribe"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("happyscribe_api_key = \"", concat!("LhDzy", "oWr2R1XcsUr6GAhnob0"), "\"")], &["happyscribe_api_key = \"${HAPPYSCRIBE_API_KEY}\""]),
];
