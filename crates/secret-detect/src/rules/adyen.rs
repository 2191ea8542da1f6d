//! Rules for Adyen.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/adyen-key", "adyen", r#"\b{start-half}AQE[a-z][A-Za-z0-9+/]{70,400}={0,2}-[A-Za-z0-9+/]{40,50}={0,2}-[^\s"\x27<>]{12,40}\b{end-half}"#)
        .title("Adyen API key")
        .remedy("Revoke it in the API credentials page of Adyen, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["aqea", "aqeb", "aqec", "aqed", "aqee", "aqef", "aqeg", "aqeh", "aqei", "aqej", "aqek", "aqel", "aqem", "aqen", "aqeo", "aqep", "aqeq", "aqer", "aqes", "aqet", "aqeu", "aqev", "aqew", "aqex", "aqey", "aqez"])
        .severity(Severity::Critical)
        .min_entropy(4.0)
        .examples(&[Example("value: \"", concat!("AQEyh", "mfxK7q2Zt9Lm4Vx8Rw3Hs6Jd5Nf1bYp0Tc2Qe7Ua9Gi4Ok6Ws8Xm1Zn3Br5Dv7Fh9Jl2Pn4-", "Q8zT3lM7vX2kP9rW4hS6jD5nF1bY0cT2eQ7aU9iG4kO=-n7Kq2Zt9Lm4Vx8Rw"), "\"")], &[]),
];
