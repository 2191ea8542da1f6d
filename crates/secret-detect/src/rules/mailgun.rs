//! Rules for Mailgun.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/mailgun-key", "mailgun", r"(?:pub)?key-[a-f0-9]{32}")
        .title("Mailgun API key")
        .remedy("Revoke it in the API security page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://documentation.mailgun.com/")
        .keywords(&["mailgun"])
        .examples(&[Example("mailgun_key = \"", concat!("key-0", "22aa1d172c2e7d65e07147804353ef4"), "\"")], &[]),
    Rule::assigned("secret/mailgun-signing-key", "mailgun", r"[a-h0-9]{32}-[a-h0-9]{8}-[a-h0-9]{8}")
        .title("Mailgun signing key")
        .remedy("Revoke it in the API security page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://documentation.mailgun.com/")
        .keywords(&["mailgun"])
        .examples(&[Example("mailgun_key = \"", concat!("82e33", "4b90262ba6ca9e15d2d843c5ce8-8375fa7d-664a9130"), "\"")], &[]),
];
