//! Rules for Rootly.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/rootly-key", "rootly", r"\b{start-half}rootly_[0-9a-f]{64}\b{end-half}")
        .title("Rootly API key")
        .remedy("Revoke it in the API keys page of Rootly, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["rootly_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("rootl", "y_a4da66fbec3471de55d96dc8024ca82afa26b00630a4c63e65aeff03c1acae83"), "\"")], &["rootly_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
