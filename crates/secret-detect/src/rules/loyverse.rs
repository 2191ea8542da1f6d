//! Rules for Loyverse.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/loyverse-access-token", "loyverse", r"[a-z0-9]{32}")
        .title("Loyverse access token")
        .remedy("Revoke it in the account settings of Loyverse, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developer.loyverse.com/docs/")
        .keywords(&["loyverse"])
        .min_entropy(3.0)
        .examples(&[Example("loyverse_access_token = \"", concat!("8y9br", "reggrz6ub79pt16tot6eubkz6xk"), "\"")], &["loyverse_access_token = \"${LOYVERSE_ACCESS_TOKEN}\""]),
];
