//! Rules for Censys.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/censys-key", "censys", r"(?:[A-Za-z0-9]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})")
        .title("Censys API key")
        .remedy("Revoke it in the account settings of Censys, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["censys"])
        .min_entropy(2.8)
        .examples(&[Example("censys_key = \"", concat!("A021q", "gAzSsebRSJYSrhEeeyRI9F2Pk2D"), "\"")], &["censys_key = \"${CENSYS}\""]),
];
