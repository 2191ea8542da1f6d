//! Rules for MapQuest.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/mapquest-key", "mapquest", r"[A-Za-z0-9]{32}")
        .title("MapQuest API key")
        .remedy("Revoke it in the account settings of MapQuest, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["mapquest"])
        .severity(Severity::Low)
        .min_entropy(3.4)
        .examples(&[Example("mapquest_key = \"", concat!("mRPVH", "5NM5TCt1gGJMKCGskUU3gRyjis3"), "\"")], &["mapquest_key = \"${MAPQUEST}\""]),
];
