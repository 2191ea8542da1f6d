//! Rules for ConvertKit.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/convertkit-key", "convertkit", r"(?:[A-Za-z0-9_-]{43}|[A-Za-z0-9_-]{22})")
        .title("ConvertKit API key")
        .remedy("Revoke it in the account settings of ConvertKit, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["convertkit"])
        .min_entropy(3.4)
        .examples(&[Example("convertkit_key = \"", concat!("h7Ffj", "4RefA6Ne7IrOQxyjEgyPj8UJH8lh7N78fLKcaL"), "\"")], &["convertkit_key = \"${CONVERTKIT}\""]),
];
