//! Rules for SecurityTrails.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/securitytrails-key", "securitytrails", r"[A-Za-z0-9_-]{32}")
        .title("SecurityTrails API key")
        .remedy("Revoke it in the account settings of SecurityTrails, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["securitytrails"])
        .min_entropy(3.4)
        .examples(&[Example("securitytrails_key = \"", concat!("nERKQ", "YY9LIeTkltvoB-g6wqT8oid3aM3"), "\"")], &["securitytrails_key = \"${SECURITYTRAILS}\""]),
];
