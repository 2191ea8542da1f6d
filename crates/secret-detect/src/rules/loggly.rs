//! Rules for Loggly.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/loggly-key", "loggly", r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
        .title("Loggly token")
        .remedy("Revoke it in the account settings of Loggly, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["loggly"])
        .severity(Severity::Medium)
        .min_entropy(2.8)
        .examples(&[Example("loggly_key = \"", concat!("4b0b6", "315-6dab-bc64-cb69-a76a3af68c0a"), "\"")], &["loggly_key = \"${LOGGLY}\""]),
];
