//! Rules for Anypoint.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/anypoint-key", "anypoint", r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
        .title("Anypoint client secret")
        .remedy("Revoke it in the account settings of Anypoint, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["anypoint", "mulesoft"])
        .min_entropy(2.8)
        .examples(&[Example("anypoint_key = \"", concat!("cf74c", "97e-ce62-8129-273a-5e5f412adbf2"), "\"")], &["anypoint_key = \"${ANYPOINT}\""]),
];
