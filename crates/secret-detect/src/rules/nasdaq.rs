//! Rules for Nasdaq Data Link.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/nasdaq-key", "nasdaq", r"[A-Za-z0-9_-]{20}")
        .title("Nasdaq Data Link API key")
        .remedy("Revoke it in the account settings of Nasdaq Data Link, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["nasdaq", "quandl"])
        .severity(Severity::Low)
        .min_entropy(3.4)
        .examples(&[Example("nasdaq_key = \"", concat!("Mwluv", "11tmNoA0H7ZarOV"), "\"")], &["nasdaq_key = \"${NASDAQ}\""]),
];
