//! Rules for Vultr.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/vultr-key", "vultr", r"[A-Z0-9]{36}")
        .title("Vultr API key")
        .remedy("Revoke it in the account settings of Vultr, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["vultr"])
        .severity(Severity::Critical)
        .min_entropy(3.4)
        .examples(&[Example("vultr_key = \"", concat!("CWVZ2", "LURBQTN29RZM5ONTKHT5XIXGXDVH7F7"), "\"")], &["vultr_key = \"${VULTR}\""]),
];
