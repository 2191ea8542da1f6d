//! Rules for Adobe.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/adobe-client-id", "adobe", r"[a-f0-9]{32}")
        .title("Adobe client id")
        .remedy("An identifier alone opens nothing: see that the secret that belongs to it did not leak beside it.")
        .keywords(&["adobe"])
        .severity(Severity::Low)
        .examples(&[Example("adobe_key = \"", concat!("d0665", "48bbcded8077efcfe3fb2c3ea93"), "\"")], &[]),
    Rule::token("secret/adobe-client-secret", "adobe", r"\b{start-half}p8e-[A-Za-z0-9_-]{32}\b{end-half}")
        .title("Adobe client secret")
        .remedy("Revoke it in the Adobe Developer Console, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["p8e-"])
        .examples(&[Example("value: \"", concat!("p8e-l", "tmqazx4tub48i09i7864o5gweytpqbc"), "\"")], &[]),
];
