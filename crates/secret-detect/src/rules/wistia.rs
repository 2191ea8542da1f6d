//! Rules for Wistia.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/wistia-key", "wistia", r"[0-9a-f]{64}")
        .title("Wistia API key")
        .remedy("Revoke it in the account settings of Wistia, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["wistia"])
        .min_entropy(3.0)
        .examples(&[Example("wistia_key = \"", concat!("a6e3d", "5d263dfd147bb18eb3eb614ee85039ee8a0030b77d0fb6811f57271e4fd"), "\"")], &["wistia_key = \"${WISTIA}\""]),
];
