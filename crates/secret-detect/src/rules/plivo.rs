//! Rules for Plivo.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/plivo-auth-token", "plivo", r"[A-Za-z0-9_-]{40}")
        .title("Plivo authentication token")
        .remedy("Revoke it in the console of Plivo, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["plivo"])
        .min_entropy(3.5)
        .examples(&[Example("plivo_key = \"", concat!("cEJqO", "jboX36zgskurhf8Y93WbIncEO4Kah2mhlRn"), "\"")], &["plivo_key = \"${PLIVO}\""]),
    Rule::assigned("secret/plivo-auth-id", "plivo", r"[MS]A[A-Z0-9]{18}")
        .title("Plivo authentication id")
        .remedy("Revoke it in the console of Plivo, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["plivo"])
        .severity(Severity::Low)
        .examples(&[Example("plivo_key = \"", concat!("SAN8M", "IS8FI7MR8X8MYC8"), "\"")], &["plivo_key = \"${PLIVO}\""]),
];
