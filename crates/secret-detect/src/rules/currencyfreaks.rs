//! Rules for CurrencyFreaks.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/currencyfreaks-api-key", "currencyfreaks", r"[a-z0-9]{32}")
        .title("CurrencyFreaks API key")
        .remedy("Revoke it in the account settings of CurrencyFreaks, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://currencyfreaks.com/documentation.html")
        .keywords(&["currencyfreaks", "currency_freaks"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("currencyfreaks_api_key = \"", concat!("gtjez", "4v9s47aivwvne9thrhhsz1tj5fv"), "\"")], &["currencyfreaks_api_key = \"${CURRENCYFREAKS_API_KEY}\""]),
];
