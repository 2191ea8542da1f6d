//! Rules for Hunter.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/hunter-key", "hunter", r"[0-9a-f]{40}")
        .title("Hunter API key")
        .remedy("Revoke it in the account settings of Hunter, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["hunterio", "hunter_io", "hunter_api", "hunter-api", "hunter.io", "hunter_key"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("hunterio_key = \"", concat!("4e568", "7d2f6b7ca826d4cc3079972cb99f8440ff6"), "\"")], &["hunterio_key = \"${HUNTERIO}\""]),
];
