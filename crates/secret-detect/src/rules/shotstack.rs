//! Rules for Shotstack.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/shotstack-api-key", "shotstack", r"[A-Za-z0-9]{40}")
        .title("Shotstack API key")
        .remedy("Revoke it in the account settings of Shotstack, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://shotstack.io/docs/guide/")
        .keywords(&["shotstack"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("shotstack_api_key = \"", concat!("vj1o7", "e1FlUI9CceZDCaqE8tVGq6QyiRTJPSKivuQ"), "\"")], &["shotstack_api_key = \"${SHOTSTACK_API_KEY}\""]),
];
