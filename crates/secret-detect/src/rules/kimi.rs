//! Rules for Moonshot AI.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/moonshot-key", "kimi", r"sk-(?:kimi-)?[A-Za-z0-9_-]{48,90}")
        .title("Moonshot AI API key")
        .remedy("Revoke it in the API keys page of the Moonshot platform, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["kimi", "moonshot"])
        .min_entropy(3.5)
        .examples(&[Example("kimi_key = \"", concat!("sk-EP", "TNoYEGmihYj6JTlbu9xdMmxczK7G1CQN24Qx3YRnw7PtkT"), "\"")], &["kimi_key = \"${KIMI}\""]),
];
