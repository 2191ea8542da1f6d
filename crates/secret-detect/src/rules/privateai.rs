//! Rules for Private AI.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/privateai-token", "privateai", r"[a-z0-9]{32}")
        .title("Private AI API key")
        .remedy("Revoke it in the customer portal, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["privateai", "private_ai", "private-ai"])
        .min_entropy(3.0)
        .examples(&[Example("privateai_key = \"", concat!("izznb", "l30mu1k0xkxi6qjeshnqg632p2n"), "\"")], &[]),
];
