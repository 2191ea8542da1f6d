//! Rules for Rollbar.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/rollbar-key", "rollbar", r"[0-9a-f]{32}")
        .title("Rollbar access token")
        .remedy("Revoke it in the account settings of Rollbar, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["rollbar"])
        .min_entropy(3.0)
        .examples(&[Example("rollbar_key = \"", concat!("0c9d0", "7785c3dcce40f7cb3c4cb323a56"), "\"")], &["rollbar_key = \"${ROLLBAR}\""]),
];
