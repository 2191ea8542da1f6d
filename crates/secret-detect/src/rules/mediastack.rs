//! Rules for mediastack.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/mediastack-key", "mediastack", r"[0-9a-f]{32}")
        .title("mediastack API key")
        .remedy("Revoke it in the account settings of mediastack, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["mediastack"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("mediastack_key = \"", concat!("b836c", "9db000bc2d04ea593572d27d6ea"), "\"")], &["mediastack_key = \"${MEDIASTACK}\""]),
];
