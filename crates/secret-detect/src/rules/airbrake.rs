//! Rules for Airbrake.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/airbrake-key", "airbrake", r"(?:[0-9a-f]{40}|[0-9a-f]{32})")
        .title("Airbrake API key")
        .remedy("Revoke it in the account settings of Airbrake, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["airbrake"])
        .min_entropy(3.0)
        .examples(&[Example("airbrake_key = \"", concat!("845c5", "5fecb9437e7c43c3abe58d9110b54a32521"), "\"")], &["airbrake_key = \"${AIRBRAKE}\""]),
];
