//! Rules for Geoapify.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/geoapify-key", "geoapify", r"[0-9a-f]{32}")
        .title("Geoapify API key")
        .remedy("Revoke it in the account settings of Geoapify, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["geoapify"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("geoapify_key = \"", concat!("564fc", "928283258770b9328eb700e914d"), "\"")], &["geoapify_key = \"${GEOAPIFY}\""]),
];
