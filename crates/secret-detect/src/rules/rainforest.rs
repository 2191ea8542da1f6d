//! Rules for Rainforest Pay.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/rainforest-key", "rainforest", r"apikey_[0-9a-f]{64}")
        .title("Rainforest API key")
        .remedy("Revoke it in the API keys page of Rainforest, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["rainforest"])
        .min_entropy(3.5)
        .examples(&[Example("rainforest_key = \"", concat!("apike", "y_a6f2a405f031eea5742f571748d0ebd69dcfd9387099616f1c9022853098c3e5"), "\"")], &["rainforest_key = \"${RAINFOREST}\""]),
];
