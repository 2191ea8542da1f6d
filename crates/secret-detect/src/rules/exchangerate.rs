//! Rules for ExchangeRate-API.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/exchangerate-key", "exchangerate", r"[0-9a-f]{24}")
        .title("ExchangeRate-API API key")
        .remedy("Revoke it in the account settings of ExchangeRate-API, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["exchangerate", "exchange_rate_api"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("exchangerate_key = \"", concat!("d6d1a", "a7be34e99c36c0396a1"), "\"")], &["exchangerate_key = \"${EXCHANGERATE}\""]),
];
