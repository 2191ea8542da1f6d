//! Rules for Devin.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/devin-personal-key", "devin", r"\b{start-half}apk_user_[A-Za-z0-9+/_-]{60,240}={0,2}\b{end-half}")
        .title("Devin personal API key")
        .remedy("Revoke it in the API keys page of Devin, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["apk_user_"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("apk_u", "ser_T11xDT3Hh0Ac6aLN35NgS4yHRPvasli4FD4KPvO7hnn8XyAHESADvYVymupy"), "\"")], &["apk_user_xxxxxxxxxxxxxxxxxxxxxxxx"]),
    Rule::token("secret/devin-service-key", "devin", r"\b{start-half}apk_b3Jn[A-Za-z0-9+/_-]{60,240}={0,2}\b{end-half}")
        .title("Devin service API key")
        .remedy("Revoke it in the API keys page of Devin, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["apk_b3jn"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("apk_b", "3JnMr6JUny9dUElf50yaalrAKaWdQU9Iknrgega6Vz387OaII1WcqoV5n8ng02C"), "\"")], &["apk_b3Jnxxxxxxxxxxxxxxxxxxxxxxxx"]),
    Rule::token("secret/devin-service-user-token", "devin", r"\b{start-half}cog_[a-z2-7]{52}\b{end-half}")
        .title("Devin service user token")
        .remedy("Revoke it in the API keys page of Devin, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["cog_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("cog_z", "wznbanhqhrrkqvn2kq5vn6n3i732zqhvhwy6c6eooctsiuijry4"), "\"")], &["cog_short"]),
];
