//! Rules for TomTom.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/tomtom-key", "tomtom", r"[A-Za-z0-9]{32}")
        .title("TomTom API key")
        .remedy("Revoke it in the account settings of TomTom, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["tomtom"])
        .severity(Severity::Low)
        .min_entropy(3.4)
        .examples(&[Example("tomtom_key = \"", concat!("dGrdk", "LkmXzcBd6nYeo41XFxFHVXBkAsx"), "\"")], &["tomtom_key = \"${TOMTOM}\""]),
];
