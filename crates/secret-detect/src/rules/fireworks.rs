//! Rules for Fireworks AI.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/fireworks-key", "fireworks", r"\b{start-half}fw_[A-Za-z0-9]{22,24}\b{end-half}")
        .title("Fireworks AI API key")
        .remedy("Revoke it in the account settings of Fireworks AI, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["fw_"])
        .min_entropy(3.7)
        .examples(&[Example("value: \"", concat!("fw_Nn", "7wUhu9KgBqwNIPdxG070"), "\"")], &["fw_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
