//! Rules for NASA.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/nasa-key", "nasa", r"[A-Za-z0-9]{40}")
        .title("NASA API key")
        .remedy("Revoke it in the account settings of NASA, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["nasa_api", "nasa_key", "nasa-api", "nasaapi", "api.nasa.gov", "nasa"])
        .severity(Severity::Low)
        .min_entropy(3.4)
        .examples(&[Example("nasa_api_key = \"", concat!("1ngNM", "i7lD84wD0R17MN7Pi7Sr6bYWWYcr1LQpjx5"), "\"")], &["nasa_api_key = \"${NASA_API}\""]),
];
