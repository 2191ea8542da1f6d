//! Rules for scrapestack.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/scrapestack-access-key", "scrapestack", r"[a-z0-9]{32}")
        .title("scrapestack access key")
        .remedy("Revoke it in the account settings of scrapestack, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://scrapestack.com/documentation")
        .keywords(&["scrapestack"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("scrapestack_access_key = \"", concat!("viysq", "57x8vwgegwleqahfrdq8xbarfwc"), "\"")], &["scrapestack_access_key = \"${SCRAPESTACK_ACCESS_KEY}\""]),
];
