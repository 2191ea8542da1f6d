//! Rules for Square.

use portcullis_findings::{Confidence, Severity};

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/square-access-token", "square", r"\b{start-half}sq0atp-[A-Za-z0-9_-]{22,60}\b{end-half}")
        .title("Square access token")
        .remedy("Revoke it in the developer dashboard of Square, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developer.squareup.com/docs/build-basics/access-tokens")
        .keywords(&["sq0atp-"])
        .severity(Severity::Critical)
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("sq0at", "p-DTo78uAeS1b8MIuFSnHQBk"), "\"")], &[]),
    Rule::token("secret/square-production-token", "square", r"(?:(?m:^)|[^A-Za-z0-9_+/-])(EAAA[A-Za-z0-9_-]{56,60})\b{end-half}")
        .title("Square production access token")
        .remedy("Revoke it in the developer dashboard of Square, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developer.squareup.com/docs/build-basics/access-tokens")
        .keywords(&["eaaa"])
        .severity(Severity::Critical)
        .confidence(Confidence::Medium)
        .min_entropy(4.0)
        .examples(&[Example("value: \"", concat!("EAAAc", "y2RzhD2IDkpxeU0hfq5VO2aIMXyCfz2Oi8QpHiBnE7qsOsa3lqlArJPx-Hk"), "\"")], &[]),
    Rule::token("secret/square-secret", "square", r"\b{start-half}sq0csp-[A-Za-z0-9_-]{43,60}\b{end-half}")
        .title("Square OAuth secret")
        .remedy("Revoke it in the developer dashboard of Square, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developer.squareup.com/docs/build-basics/access-tokens")
        .keywords(&["sq0csp-"])
        .severity(Severity::Critical)
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("sq0cs", "p-CBx01fCbotRG_VxOoMHrQQm2urMt__6C1bcha4hbTmk"), "\"")], &[]),
];
