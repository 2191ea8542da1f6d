//! Rules for NVIDIA.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/nvidia-key", "nvidia", r"\b{start-half}nvapi-[A-Za-z0-9_-]{60,70}\b{end-half}")
        .title("NVIDIA API key")
        .remedy("Revoke it in the API keys page of NVIDIA NGC, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["nvapi-"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("nvapi", "-598iXR3RQ7eSLU0KvXZvEEJaSiiHvfPDiBGd4q83cM7sKySIdmGayj1G1Ron"), "\"")], &["nvapi-xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
