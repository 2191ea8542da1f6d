//! Rules for urlscan.io.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/urlscan-key", "urlscan", r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
        .title("urlscan.io API key")
        .remedy("Revoke it in the account settings of urlscan.io, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["urlscan"])
        .min_entropy(2.8)
        .examples(&[Example("urlscan_key = \"", concat!("f99c5", "4e9-4260-ac70-5f66-27ed851c984c"), "\"")], &["urlscan_key = \"${URLSCAN}\""]),
];
