//! Rules for Cockroach Labs.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/cockroach-cloud-key", "cockroach", r"\b{start-half}CCDB1_[A-Za-z0-9]{22}_[A-Za-z0-9]{40}\b{end-half}")
        .title("CockroachDB Cloud API key")
        .remedy("Revoke it in the access management page of CockroachDB Cloud, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["ccdb1_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("CCDB1", "_cBuPjCaMXdlX39ni0kRNUN_OlNwpby53nVrF0YPxnToAkjxEVWWjErWF0Nl19gC"), "\"")], &["CCDB1_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
