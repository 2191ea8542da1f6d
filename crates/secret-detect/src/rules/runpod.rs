//! Rules for RunPod.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/runpod-key", "runpod", r"\b{start-half}rpa_[A-Z0-9]{30,42}[A-Za-z0-9]{4,10}\b{end-half}")
        .title("RunPod API key")
        .remedy("Revoke it in the API keys page of RunPod, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["rpa_"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("rpa_D", "UFQRDL6P3GYB9AVKRB1JPMWVBWVP195z6"), "\"")], &["rpa_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
