//! Rules for The Odds API.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/theoddsapi-key", "theoddsapi", r"[0-9a-f]{32}")
        .title("The Odds API key")
        .remedy("Revoke it in the account settings of The Odds API, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://the-odds-api.com/liveapi/guides/v4/")
        .keywords(&["theoddsapi", "odds_api", "odds-api"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("theoddsapi_key = \"", concat!("72469", "fa81c18ed1183495b44bc42b995"), "\"")], &["theoddsapi_key = \"${THEODDSAPI_KEY}\""]),
];
