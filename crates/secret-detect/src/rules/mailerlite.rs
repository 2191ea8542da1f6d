//! Rules for MailerLite.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/mailerlite-key", "mailerlite", r"(?:[0-9a-f]{32}|eyJ[A-Za-z0-9_-]{20,120}\.[A-Za-z0-9_-]{60,900}\.[A-Za-z0-9_-]{80,800})")
        .title("MailerLite API key")
        .remedy("Revoke it in the account settings of MailerLite, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["mailerlite"])
        .min_entropy(3.4)
        .examples(&[Example("mailerlite_key = \"", concat!("68fea", "d5e3d96cf8bfa93362ee313a19d"), "\"")], &["mailerlite_key = \"${MAILERLITE}\""]),
];
