//! Rules for BugSnag.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/bugsnag-key", "bugsnag", r"(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32})")
        .title("BugSnag API key")
        .remedy("Revoke it in the account settings of BugSnag, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["bugsnag"])
        .severity(Severity::Medium)
        .min_entropy(2.8)
        .examples(&[Example("bugsnag_key = \"", concat!("ad070", "ca0-4e1c-ef32-ce2e-26dde437a482"), "\"")], &["bugsnag_key = \"${BUGSNAG}\""]),
];
