//! Rules for Mem0.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/mem0-key", "mem0", r"m0-[A-Za-z0-9]{32,48}")
        .title("Mem0 API key")
        .remedy("Revoke it in the API keys page of the Mem0 dashboard, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["mem0"])
        .min_entropy(3.5)
        .examples(&[Example("MEM0_API_KEY=\"", concat!("m0-CZ3IwE", "F6y5kyy3JBNWqb9Mt8sCG3CRKbKeyv6xQr"), "\"")], &["MEM0_API_KEY=\"m0-xxx\""]),
];
