//! Rules for CoinMarketCap.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/coinmarketcap-key", "coinmarketcap", r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
        .title("CoinMarketCap API key")
        .remedy("Revoke it in the account settings of CoinMarketCap, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["coinmarketcap", "cmc_pro", "cmc_api"])
        .min_entropy(2.8)
        .examples(&[Example("coinmarketcap_key = \"", concat!("3728d", "45f-be28-d931-a003-ceddcb6930dc"), "\"")], &["coinmarketcap_key = \"${COINMARKETCAP}\""]),
];
