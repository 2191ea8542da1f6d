//! Rules for Mailtrap.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/mailtrap-key", "mailtrap", r"[0-9a-f]{32}")
        .title("Mailtrap API key")
        .remedy("Revoke it in the account settings of Mailtrap, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["mailtrap"])
        .min_entropy(3.0)
        .examples(&[Example("mailtrap_key = \"", concat!("07f94", "b00f157d5da3e90662915b70231"), "\"")], &["mailtrap_key = \"${MAILTRAP}\""]),
];
