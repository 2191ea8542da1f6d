//! Rules for Confluent.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/confluent-key", "confluent", r"[A-Za-z0-9]{16}")
        .title("Confluent API key")
        .remedy("Revoke it in the API keys page of Confluent Cloud, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["confluent"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("confluent_key = \"", concat!("055kh", "kuf2j4d1jrd"), "\"")], &[]),
    Rule::assigned("secret/confluent-secret", "confluent", r"[A-Za-z0-9/+]{64}")
        .title("Confluent API secret")
        .remedy("Revoke it in the API keys page of Confluent Cloud, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["confluent"])
        .examples(&[Example("confluent_key = \"", concat!("n0i7d", "lp2hc7hx1ynsn6ekt8y130vs7ayafg0n5ueqgjigsq9kr9y5wxpk2hgdhfu"), "\"")], &[]),
];
