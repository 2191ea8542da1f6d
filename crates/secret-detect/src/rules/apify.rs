//! Rules for Apify.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/apify-token", "apify", r"\b{start-half}apify_api_[A-Za-z0-9]{34,40}\b{end-half}")
        .title("Apify API token")
        .remedy("Revoke it in the integrations settings of Apify, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["apify_api_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("apify", "_api_rZYizzW08vmeoyB5Yr4sIfsC1tLQTcj2yg"), "\"")], &["apify_api_tooShort"]),
];
