//! Rules for Paddle.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/paddle-key", "paddle", r"\b{start-half}pdl_live_apikey_[a-z0-9]{26}_[A-Za-z0-9]{22}_[A-Za-z0-9]{3}\b{end-half}")
        .title("Paddle API key")
        .remedy("Revoke it in the authentication page of Paddle, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["pdl_live_apikey_"])
        .severity(Severity::Critical)
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("pdl_l", "ive_apikey_7jlt6qv8tbyv2l8j6mam4ihvu1_zSBca2Tjuhiw1qbAPgbFXl_VSS"), "\"")], &["pdl_live_apikey_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
