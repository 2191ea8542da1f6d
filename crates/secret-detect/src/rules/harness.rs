//! Rules for Harness.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/harness-token", "harness", r"\b{start-half}(?:pat|sat)\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9]{24}\.[A-Za-z0-9]{20}\b{end-half}")
        .title("Harness access token")
        .remedy("Revoke it in the profile page of Harness, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["pat.", "sat."])
        .examples(&[Example("value: \"", concat!("pat.G", "uNv6LFCsikGWLC-Q39l7Z.b5ad7c47d35aa43cbbb422f0.2YpNpfhObHX5duHyBqti"), "\"")], &[]),
];
