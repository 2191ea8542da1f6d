//! Rules for Mollie.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/mollie-key", "mollie", r"(?:live|test|access)_[A-Za-z0-9]{30,46}")
        .title("Mollie API key")
        .remedy("Revoke it in the account settings of Mollie, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.mollie.com/")
        .keywords(&["mollie"])
        .min_entropy(3.4)
        .examples(&[Example("mollie_key = \"", concat!("live_", "JbbX7AKKvd3ceY6JVsBDxjrq81rUwL"), "\"")], &["mollie_key = \"${MOLLIE}\""]),
];
