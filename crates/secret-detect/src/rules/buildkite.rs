//! Rules for Buildkite.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/buildkite-user-token", "buildkite", r"\b{start-half}bkua_[a-z0-9]{40,64}\b{end-half}")
        .title("Buildkite API access token")
        .remedy("Revoke it in the API access tokens page of Buildkite, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://buildkite.com/docs/apis/managing-api-tokens")
        .keywords(&["bkua_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("bkua_", "3wl8witbxu6hmpc82v2i2ue3ikn2nrfswf4hndrn"), "\"")], &["bkua_xxxxxxxxxxxxxxxxxxxxxxxx"]),
    Rule::token("secret/buildkite-agent-token", "buildkite", r"\b{start-half}bkct_[A-Za-z0-9]{32,200}\b{end-half}")
        .title("Buildkite agent token")
        .remedy("Revoke it in the API access tokens page of Buildkite, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://buildkite.com/docs/apis/managing-api-tokens")
        .keywords(&["bkct_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("bkct_", "I88M9i1RrId6IqJz9oKJQqk1DbBgy8lc"), "\"")], &["bkct_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
