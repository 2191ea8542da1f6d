//! Rules for apilayer.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/apilayer-key", "apilayer", r"[A-Za-z0-9]{32}")
        .title("apilayer API key")
        .remedy("Revoke it in the account settings of apilayer, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["apilayer"])
        .min_entropy(3.4)
        .examples(&[Example("apilayer_key = \"", concat!("j6zUO", "yfZIPY37LrM50v6kRag0iPiIPQJ"), "\"")], &["apilayer_key = \"${APILAYER}\""]),
];
