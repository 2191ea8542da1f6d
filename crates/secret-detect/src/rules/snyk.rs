//! Rules for Snyk.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/snyk-token", "snyk", r"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}")
        .title("Snyk API token")
        .remedy("Revoke it in the account settings of Snyk, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["snyk"])
        .examples(&[Example("snyk_key = \"", concat!("5c4d6", "59b-b2dc-6cf2-f5bf-b13ab6036ac4"), "\"")], &[]),
];
