//! Rules for Tradier.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/tradier-access-token", "tradier", r"[A-Za-z0-9]{28}")
        .title("Tradier access token")
        .remedy("Revoke it in the account settings of Tradier, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.tradier.com/")
        .keywords(&["tradier"])
        .min_entropy(3.0)
        .examples(&[Example("tradier_access_token = \"", concat!("287Wk", "2d26mvfyt9AEpSTpVSfE7Tg"), "\"")], &["tradier_access_token = \"${TRADIER_ACCESS_TOKEN}\""]),
];
