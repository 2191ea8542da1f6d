//! Rules for Calendly.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/calendly-key", "calendly", r"(?:eyJ[A-Za-z0-9_-]{20,120}\.[A-Za-z0-9_-]{60,400}\.[A-Za-z0-9_-]{40,100}|[A-Z0-9]{32})")
        .title("Calendly API key")
        .remedy("Revoke it in the account settings of Calendly, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["calendly"])
        .min_entropy(3.4)
        .examples(&[Example("calendly_key = \"", concat!("K7Q2Z", "T9LM4VX8RW3HS6JD5NF1BYP0TC2"), "\"")], &["calendly_key = \"${CALENDLY}\""]),
];
