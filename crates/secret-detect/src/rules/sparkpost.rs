//! Rules for SparkPost.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/sparkpost-key", "sparkpost", r"[0-9a-f]{40}")
        .title("SparkPost API key")
        .remedy("Revoke it in the account settings of SparkPost, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["sparkpost"])
        .min_entropy(3.0)
        .examples(&[Example("sparkpost_key = \"", concat!("dcd7a", "4b008b9428b2d04ad54593387285df8604b"), "\"")], &["sparkpost_key = \"${SPARKPOST}\""]),
];
