//! Rules for Stytch.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/stytch-key", "stytch", r"(?:secret-(?:live|test)-[A-Za-z0-9_=-]{36,40})")
        .title("Stytch API key")
        .remedy("Revoke it in the account settings of Stytch, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["stytch"])
        .severity(Severity::Critical)
        .min_entropy(3.4)
        .examples(&[Example("stytch_key = \"", concat!("secre", "t-live-kjALjzC6dQnfnlRVMMhH3FtIrnv2brP3Z4U8"), "\"")], &["stytch_key = \"${STYTCH}\""]),
];
