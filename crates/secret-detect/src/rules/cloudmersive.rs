//! Rules for Cloudmersive.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/cloudmersive-key", "cloudmersive", r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
        .title("Cloudmersive API key")
        .remedy("Revoke it in the account settings of Cloudmersive, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["cloudmersive"])
        .min_entropy(2.8)
        .examples(&[Example("cloudmersive_key = \"", concat!("52477", "784-20b8-344b-f494-8a73732df4a2"), "\"")], &["cloudmersive_key = \"${CLOUDMERSIVE}\""]),
];
