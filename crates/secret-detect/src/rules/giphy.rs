//! Rules for Giphy.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/giphy-key", "giphy", r"[A-Za-z0-9]{32}")
        .title("Giphy API key")
        .remedy("Revoke it in the account settings of Giphy, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["giphy"])
        .severity(Severity::Low)
        .min_entropy(3.4)
        .examples(&[Example("giphy_key = \"", concat!("KqDh2", "EfWFVpWLueNQQIwZSNgiMwhl31d"), "\"")], &["giphy_key = \"${GIPHY}\""]),
];
