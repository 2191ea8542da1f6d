//! Rules for Vonage.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/vonage-key", "vonage", r"[A-Za-z0-9]{16}")
        .title("Vonage API secret")
        .remedy("Revoke it in the account settings of Vonage, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["vonage", "nexmo"])
        .min_entropy(3.4)
        .examples(&[Example("vonage_key = \"", concat!("Cg2IR", "TV5Lk3eWVgX"), "\"")], &["vonage_key = \"${VONAGE}\""]),
];
