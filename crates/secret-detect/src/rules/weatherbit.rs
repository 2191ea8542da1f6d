//! Rules for Weatherbit.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/weatherbit-key", "weatherbit", r"[0-9a-f]{32}")
        .title("Weatherbit API key")
        .remedy("Revoke it in the account settings of Weatherbit, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["weatherbit"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("weatherbit_key = \"", concat!("46317", "2950133574d3f3858565c82abc8"), "\"")], &["weatherbit_key = \"${WEATHERBIT}\""]),
];
