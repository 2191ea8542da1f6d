//! Rules for Thunderstore.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/thunderstore-token", "thunderstore", r"\b{start-half}tss_[A-Za-z0-9_]{30,40}\b{end-half}")
        .title("Thunderstore API token")
        .remedy("Revoke it in the service accounts page of Thunderstore, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["tss_"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("tss_v", "HHbH9aY2netW6EaIPE3BM4lhrhZ6i"), "\"")], &["tss_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
