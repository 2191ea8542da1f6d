//! Rules for Fixer.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/fixer-key", "fixer", r"[0-9a-f]{32}")
        .title("Fixer API key")
        .remedy("Revoke it in the account settings of Fixer, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["fixer_io", "fixerio", "fixer_api", "fixer_key", "fixer-api", "fixer_access"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("fixer_io_key = \"", concat!("41b6d", "479a694d959ebbf447d3f16bb16"), "\"")], &["fixer_io_key = \"${FIXER_IO}\""]),
];
