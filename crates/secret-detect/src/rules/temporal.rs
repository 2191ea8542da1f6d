//! Rules for Temporal.

use crate::proof::json_web_token;
use crate::rule::{Example, Rank, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/temporal-key", "temporal", r"ey[A-Za-z0-9_-]{20,200}\.ey[A-Za-z0-9_-]{40,700}\.[A-Za-z0-9_-]{60,200}")
        .title("Temporal Cloud API key")
        .remedy("Revoke it in the API keys page of Temporal Cloud, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["temporal"])
        .rank(Rank::NamedToken)
        .min_entropy(3.5)
        .check(json_web_token)
        .examples(&[Example("temporal_key = \"", concat!("eyJhb", "GciOiJFUzI1NiIsImtpZCI6Ild2M25ROCJ9.eyJhY2NvdW50X2lkIjoidzdrMnAiLCJhdWQiOlsidGVtcG9yY", "WwuaW8iXSwiaXNzIjoidGVtcG9yYWwuaW8iLCJrZXlfaWQiOiJIYzVUcTFaeExtIiwic3ViIjoiNGYwYzcxYWIyOWU4NGQwNiJ9.Hedcm4pMbXDuCL1mHoOsFaQfDPrAJ71fTquWoGsbeKXgzg2sye9b2Rann76dEyTzAeKOmXRrvftva9AW7hipTg"), "\"")], &["temporal_key = \"${TEMPORAL}\""]),
];
