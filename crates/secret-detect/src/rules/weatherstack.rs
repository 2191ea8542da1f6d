//! Rules for weatherstack.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/weatherstack-key", "weatherstack", r"[a-z0-9]{32}")
        .title("weatherstack access key")
        .remedy("Revoke it in the dashboard of weatherstack, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["weatherstack"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("weatherstack_key = \"", concat!("e5ko6", "ak3dctkfngbq1lcjqv7lqvi7a1v"), "\"")], &["weatherstack_key = \"${WEATHERSTACK}\""]),
];
