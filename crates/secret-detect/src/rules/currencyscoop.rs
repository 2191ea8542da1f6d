//! Rules for CurrencyScoop.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/currencyscoop-api-key", "currencyscoop", r"[a-z0-9]{32}")
        .title("CurrencyScoop API key")
        .remedy("Revoke it in the account settings of CurrencyScoop, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://currencybeacon.com/api-documentation")
        .keywords(&["currencyscoop", "currency_scoop", "currencybeacon"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("currencyscoop_api_key = \"", concat!("fxvvx", "3dj1jqtlfe0l89563id2o81cqjg"), "\"")], &["currencyscoop_api_key = \"${CURRENCYSCOOP_API_KEY}\""]),
];
