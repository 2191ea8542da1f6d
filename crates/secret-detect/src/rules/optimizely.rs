//! Rules for Optimizely.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/optimizely-key", "optimizely", r"(?:2:[A-Za-z0-9_-]{54}|[A-Za-z0-9_-]{54})")
        .title("Optimizely API key")
        .remedy("Revoke it in the account settings of Optimizely, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["optimizely"])
        .min_entropy(3.4)
        .examples(&[Example("optimizely_key = \"", concat!("2:2iX", "wkQ8QIuFzq5icaRvipZt538dRuK9rthBox3gXcXycvI2kPDX65a"), "\"")], &["optimizely_key = \"${OPTIMIZELY}\""]),
];
