//! Rules for Looker.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/looker-client-id", "looker", r"[A-Za-z0-9]{20}")
        .title("Looker client id")
        .remedy("An identifier alone opens nothing: see that the secret that belongs to it did not leak beside it.")
        .keywords(&["looker"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("looker_key = \"", concat!("knrbb", "w25ovskhqal51y1"), "\"")], &[]),
    Rule::assigned("secret/looker-client-secret", "looker", r"[A-Za-z0-9]{24}")
        .title("Looker client secret")
        .remedy("Revoke it in the users page of Looker, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["looker"])
        .min_entropy(3.0)
        .examples(&[Example("looker_key = \"", concat!("rs58w", "w9ew08mx76uucd8q6bv"), "\"")], &[]),
];
