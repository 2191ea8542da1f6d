//! Rules for Endor Labs.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/endorlabs-credential", "endorlabs", r"\b{start-half}endr\+[A-Za-z0-9_-]{16}\b{end-half}")
        .title("Endor Labs API key or secret")
        .remedy("Revoke it in the API keys page of Endor Labs, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["endr+"])
        .min_entropy(2.5)
        .examples(&[Example("value: \"", concat!("endr+", "2Pa8dW6ESaOlImIV"), "\"")], &["endr+xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
