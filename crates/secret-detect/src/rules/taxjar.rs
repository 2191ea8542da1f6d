//! Rules for TaxJar.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/taxjar-key", "taxjar", r"[0-9a-f]{32}")
        .title("TaxJar API key")
        .remedy("Revoke it in the account settings of TaxJar, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["taxjar"])
        .min_entropy(3.0)
        .examples(&[Example("taxjar_key = \"", concat!("12f35", "d635f02f28d016d7ca86d89cd52"), "\"")], &["taxjar_key = \"${TAXJAR}\""]),
];
