//! Rules for The Guardian.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/guardian-key", "guardian", r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
        .title("The Guardian API key")
        .remedy("Revoke it in the account settings of The Guardian, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["guardian_api", "guardianapi", "guardian-api", "guardian_key"])
        .severity(Severity::Low)
        .min_entropy(2.8)
        .examples(&[Example("guardian_api_key = \"", concat!("efa16", "b17-9658-ee07-5a71-8ee475ff550c"), "\"")], &["guardian_api_key = \"${GUARDIAN_API}\""]),
];
