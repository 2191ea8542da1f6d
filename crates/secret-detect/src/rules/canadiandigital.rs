//! Rules for the Canadian Digital Service.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/gc-notify-api-key", "canadiandigital", r"\b{start-half}(?i:gcntfy-[a-z0-9_.-]{1,80}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}-([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}))\b{end-half}")
        .title("GC Notify API key")
        .remedy("Revoke it in the API integration page of GC Notify, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["gcntfy-"])
        .min_entropy(3.0)
        .examples(&[Example("ApiKey-v1 gcntfy-alerts-1f0e8f6c-64c5-4c3c-9d0c-70a3b0b1c9de-", concat!("9c6fb", "2ab-0b83-4d0f-b6a7-52d8f0b7c4e1"), "\"")], &["gcntfy-alerts-not-a-uuid"]),
];
