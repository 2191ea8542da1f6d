//! Rules for ipstack.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/ipstack-key", "ipstack", r"[0-9a-f]{32}")
        .title("ipstack API key")
        .remedy("Revoke it in the account settings of ipstack, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["ipstack"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("ipstack_key = \"", concat!("7655b", "e6279f3c3530f9b1f68709c9cdd"), "\"")], &["ipstack_key = \"${IPSTACK}\""]),
];
