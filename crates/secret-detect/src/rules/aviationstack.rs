//! Rules for aviationstack.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/aviationstack-key", "aviationstack", r"[0-9a-f]{32}")
        .title("aviationstack API key")
        .remedy("Revoke it in the account settings of aviationstack, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["aviationstack"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("aviationstack_key = \"", concat!("2379c", "4ce070a1dc6deb0cc0c34f75f02"), "\"")], &["aviationstack_key = \"${AVIATIONSTACK}\""]),
];
