//! Rules for Tines.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/tines-webhook", "tines", r"[a-z0-9-]{2,60}\.tines\.com/webhook/([a-z0-9/-]{32,140})")
        .title("Tines webhook")
        .remedy("Revoke it in the webhook action of the story, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&[".tines.com/webhook/"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("https://acme.tines.com/webhook/", concat!("q8zt3", "lm7vx2kp9rw4hs6jd5nf1byp0tc/7a9c20e4b1d83f56a0c7e912d4b8f653"), "\"")], &["https://acme.tines.com/webhook/"]),
];
