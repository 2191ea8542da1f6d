//! Rules for Mailjet.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/mailjet-key", "mailjet", r"[0-9a-f]{32}")
        .title("Mailjet API key")
        .remedy("Revoke it in the account settings of Mailjet, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["mailjet"])
        .min_entropy(3.0)
        .examples(&[Example("mailjet_key = \"", concat!("8171e", "7f715a74ea6037772b2788dcfef"), "\"")], &["mailjet_key = \"${MAILJET}\""]),
];
