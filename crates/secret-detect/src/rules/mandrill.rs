//! Rules for Mandrill.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/mandrill-key", "mandrill", r"(?:md-[A-Za-z0-9_-]{22}|[A-Za-z0-9_-]{22})")
        .title("Mandrill API key")
        .remedy("Revoke it in the account settings of Mandrill, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["mandrill"])
        .min_entropy(3.4)
        .examples(&[Example("mandrill_key = \"", concat!("md-83", "qZCRJoL7yTwJFv1LIHzP"), "\"")], &["mandrill_key = \"${MANDRILL}\""]),
];
