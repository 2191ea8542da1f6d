//! Rules for SSLMate.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/sslmate-key", "sslmate", r"[A-Za-z0-9]{36}")
        .title("SSLMate API key")
        .remedy("Revoke it in the account page of SSLMate, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["sslmate"])
        .min_entropy(3.5)
        .examples(&[Example("sslmate_key = \"", concat!("bwwXD", "svIgqG3AjICMK34mEgEokod5PtskRW9"), "\"")], &["sslmate_key = \"${SSLMATE}\""]),
];
