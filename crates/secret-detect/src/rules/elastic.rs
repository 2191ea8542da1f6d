//! Rules for Elastic.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/elastic-cloud-key", "elastic", r"\b{start-half}essu_[A-Za-z0-9_+/-]{40,140}={0,2}\b{end-half}")
        .title("Elastic Cloud API key")
        .remedy("Revoke it in the API keys page of Elastic Cloud, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["essu_"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("essu_", "oKex1KHyN3lLiPo2fKEyYE9uPVxlfQMVSUdBQjT0"), "\"")], &["essu_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
