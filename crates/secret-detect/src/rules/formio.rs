//! Rules for Form.io.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/formio-key", "formio", r"[A-Za-z0-9]{30}")
        .title("Form.io API key")
        .remedy("Revoke it in the account settings of Form.io, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["formio"])
        .min_entropy(3.4)
        .examples(&[Example("formio_key = \"", concat!("TnH4o", "rHhF6VzQnmC9NX7cS3gXK5Oip"), "\"")], &["formio_key = \"${FORMIO}\""]),
];
