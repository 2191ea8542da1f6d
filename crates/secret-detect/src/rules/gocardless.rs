//! Rules for GoCardless.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/gocardless-token", "gocardless", r"live_[A-Za-z0-9_=-]{40}")
        .title("GoCardless access token")
        .remedy("Revoke it in the developer page of the dashboard, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["gocardless"])
        .severity(Severity::Critical)
        .examples(&[Example("gocardless_key = \"", concat!("live_", "wrtbasz4k6bikcgcnnx1ew6xgesdoaqu0ynxz5o0"), "\"")], &[]),
];
