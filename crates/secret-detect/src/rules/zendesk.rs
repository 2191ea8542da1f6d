//! Rules for Zendesk.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/zendesk-token", "zendesk", r"[A-Za-z0-9]{40}")
        .title("Zendesk API token")
        .remedy("Revoke it in the admin center, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["zendesk"])
        .examples(&[Example("zendesk_key = \"", concat!("d1miw", "vRUYKuRv4jOIvcf3I5g6xIQwuoNtpO1Ti1x"), "\"")], &[]),
];
