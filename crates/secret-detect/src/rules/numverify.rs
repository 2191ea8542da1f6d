//! Rules for numverify.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/numverify-access-key", "numverify", r"[a-z0-9]{32}")
        .title("numverify access key")
        .remedy("Revoke it in the account settings of numverify, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://numverify.com/documentation")
        .keywords(&["numverify"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("numverify_access_key = \"", concat!("lysj2", "8l6qvva7ak5s9u3r9h3dq8x3bfs"), "\"")], &["numverify_access_key = \"${NUMVERIFY_ACCESS_KEY}\""]),
];
