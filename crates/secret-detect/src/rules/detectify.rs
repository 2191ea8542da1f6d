//! Rules for Detectify.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/detectify-key", "detectify", r"[0-9a-f]{32}")
        .title("Detectify API key")
        .remedy("Revoke it in the account settings of Detectify, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["detectify"])
        .min_entropy(3.0)
        .examples(&[Example("detectify_key = \"", concat!("08c94", "1844c1328010d2af8ef3ccd8f5f"), "\"")], &["detectify_key = \"${DETECTIFY}\""]),
];
