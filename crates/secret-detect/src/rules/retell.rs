//! Rules for Retell AI.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/retell-key", "retell", r"key_[A-Za-z0-9]{24,40}")
        .title("Retell AI API key")
        .remedy("Revoke it in the API keys page of the Retell dashboard, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["retell"])
        .min_entropy(3.0)
        .examples(&[Example("RETELL_API_KEY=", concat!("key_c4g1b", "fbdw53rz8em6x7ockl9nrwt"), "")], &["RETELL_API_KEY=key_xxx"]),
];
