//! Rules for Ubidots.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/ubidots-key", "ubidots", r"\b{start-half}BBFF-[A-Za-z0-9]{30}\b{end-half}")
        .title("Ubidots token")
        .remedy("Revoke it in the account settings of Ubidots, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["bbff-"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("BBFF-", "8lYHggbkDA5W9NiroE5W85tx7oOt5x"), "\"")], &["BBFF-xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
