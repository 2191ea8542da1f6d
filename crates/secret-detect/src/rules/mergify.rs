//! Rules for Mergify.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/mergify-key", "mergify", r"\b{start-half}mergify_application_key_[A-Za-z0-9]{64}\b{end-half}")
        .title("Mergify application key")
        .remedy("Revoke it in the application keys page of Mergify, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["mergify_application_key_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("mergi", "fy_application_key_jBI5MI7ERCAo8GNWnRx3sMCzNyKSmOe2PcSQ5t6RiHDqOY4v857hc", "iKbfDT8jqho"), "\"")], &["mergify_application_key_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
