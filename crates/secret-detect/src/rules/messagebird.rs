//! Rules for MessageBird.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/messagebird-token", "messagebird", r"(?:[A-Za-z0-9]{25}|[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12})")
        .title("MessageBird API key")
        .remedy("Revoke it in the developer settings, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["messagebird", "message-bird", "message_bird"])
        .min_entropy(3.0)
        .examples(&[Example("messagebird_key = \"", concat!("zpx0a", "5szvho4a7fsrqhzstr3f"), "\"")], &[]),
];
