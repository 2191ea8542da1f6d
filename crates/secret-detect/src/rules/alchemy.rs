//! Rules for Alchemy.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/alchemy-key", "alchemy", r"[A-Za-z0-9_-]{32}")
        .title("Alchemy API key")
        .remedy("Revoke it in the account settings of Alchemy, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["alchemy"])
        .min_entropy(3.4)
        .examples(&[Example("alchemy_key = \"", concat!("vcdnQ", "Z2JfLEvKuqYUtuk8ibudh3Omagh"), "\"")], &["alchemy_key = \"${ALCHEMY}\""]),
];
