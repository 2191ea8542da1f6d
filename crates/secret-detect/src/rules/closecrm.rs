//! Rules for Close.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/closecrm-key", "closecrm", r"api_[A-Za-z0-9]{20,24}\.[A-Za-z0-9]{20,24}")
        .title("Close API key")
        .remedy("Revoke it in the account settings of Close, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["close_api", "closeio", "close.com", "close_crm", "closecrm", "close_key"])
        .min_entropy(3.4)
        .examples(&[Example("close_api_key = \"", concat!("api_0", "nfUbZHOiZN7ipjGAKl3.CxRaqGMD0JGo6pCUn4UM"), "\"")], &["close_api_key = \"${CLOSE_API}\""]),
];
