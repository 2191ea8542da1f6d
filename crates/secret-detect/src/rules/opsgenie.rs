//! Rules for Opsgenie.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/opsgenie-key", "opsgenie", r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
        .title("Opsgenie API key")
        .remedy("Revoke it in the account settings of Opsgenie, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["opsgenie"])
        .min_entropy(2.8)
        .examples(&[Example("opsgenie_key = \"", concat!("9f249", "ce3-f31f-d5cf-1bb3-2df5f4b7ed98"), "\"")], &["opsgenie_key = \"${OPSGENIE}\""]),
];
