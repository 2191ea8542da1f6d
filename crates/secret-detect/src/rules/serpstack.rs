//! Rules for serpstack.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/serpstack-key", "serpstack", r"[0-9a-f]{32}")
        .title("serpstack API key")
        .remedy("Revoke it in the account settings of serpstack, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["serpstack"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("serpstack_key = \"", concat!("700f6", "1f2d10fd524c49509ec80df7816"), "\"")], &["serpstack_key = \"${SERPSTACK}\""]),
];
