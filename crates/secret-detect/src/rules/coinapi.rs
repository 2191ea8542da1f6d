//! Rules for CoinAPI.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/coinapi-key", "coinapi", r"(?i:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})")
        .title("CoinAPI API key")
        .remedy("Revoke it in the account settings of CoinAPI, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["coinapi"])
        .min_entropy(2.8)
        .examples(&[Example("coinapi_key = \"", concat!("7A9C2", "0E4-B1D8-4F56-A0C7-E912D4B8F653"), "\"")], &["coinapi_key = \"${COINAPI}\""]),
];
