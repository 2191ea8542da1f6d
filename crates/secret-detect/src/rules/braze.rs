//! Rules for Braze.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/braze-key", "braze", r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
        .title("Braze API key")
        .remedy("Revoke it in the account settings of Braze, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["braze", "appboy"])
        .min_entropy(2.8)
        .examples(&[Example("braze_key = \"", concat!("e66ba", "878-1ff5-6635-dd73-da0d1a8a245b"), "\"")], &["braze_key = \"${BRAZE}\""]),
];
