//! Rules for Onfleet.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/onfleet-key", "onfleet", r"[0-9a-f]{32}")
        .title("Onfleet API key")
        .remedy("Revoke it in the account settings of Onfleet, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["onfleet"])
        .min_entropy(3.0)
        .examples(&[Example("onfleet_key = \"", concat!("9a2a1", "5784c51a1aeabf0ba8a9b5e79a9"), "\"")], &["onfleet_key = \"${ONFLEET}\""]),
];
