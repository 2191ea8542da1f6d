//! Rules for Zoho.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/zoho-key", "zoho", r"\b{start-half}1000\.[0-9a-f]{32}\.[0-9a-f]{32}\b{end-half}")
        .title("Zoho token")
        .remedy("Revoke it in the account settings of Zoho, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["1000."])
        .min_entropy(3.2)
        .examples(&[Example("value: \"", concat!("1000.", "79e093fd40f7e8ec7f2904d5e65346fb.8341f23fe8a514007272ff03dfbb7075"), "\"")], &["1000.xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
