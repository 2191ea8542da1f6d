//! Rules for Alpaca.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/alpaca-key", "alpaca", r"(?:[PA]K[A-Z0-9]{18}|[A-Za-z0-9]{40,44})")
        .title("Alpaca API key")
        .remedy("Revoke it in the account settings of Alpaca, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["alpaca", "apca_", "apca-"])
        .min_entropy(3.4)
        .examples(&[Example("alpaca_key = \"", concat!("PKUO5", "4KVSGK447H6VDV9"), "\"")], &["alpaca_key = \"${ALPACA}\""]),
];
