//! Rules for userstack.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/userstack-key", "userstack", r"[0-9a-f]{32}")
        .title("userstack API key")
        .remedy("Revoke it in the account settings of userstack, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["userstack"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("userstack_key = \"", concat!("71324", "863cab4128f4690d79259afc6ba"), "\"")], &["userstack_key = \"${USERSTACK}\""]),
];
