//! Rules for Pipedream.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/pipedream-key", "pipedream", r"[0-9a-f]{32}")
        .title("Pipedream API key")
        .remedy("Revoke it in the account settings of Pipedream, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["pipedream"])
        .min_entropy(3.0)
        .examples(&[Example("pipedream_key = \"", concat!("f9359", "93ccd5c9a6151dea638b370b0b8"), "\"")], &["pipedream_key = \"${PIPEDREAM}\""]),
];
