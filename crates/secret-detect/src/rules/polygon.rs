//! Rules for Polygon.io.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/polygon-key", "polygon", r"[A-Za-z0-9_]{32}")
        .title("Polygon.io API key")
        .remedy("Revoke it in the account settings of Polygon.io, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["polygon_api", "polygonio", "polygon_io", "polygon.io", "polygon_key", "polygon-api"])
        .severity(Severity::Low)
        .min_entropy(3.4)
        .examples(&[Example("polygon_api_key = \"", concat!("aHNsp", "eCZuNdgZjj3rHwkzv3T3OlcWDfb"), "\"")], &["polygon_api_key = \"${POLYGON_API}\""]),
];
