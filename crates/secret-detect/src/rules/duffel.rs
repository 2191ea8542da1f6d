//! Rules for Duffel.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/duffel-token", "duffel", r"duffel_(?:test|live)_[A-Za-z0-9_=-]{43}")
        .title("Duffel access token")
        .remedy("Revoke it in the Duffel dashboard, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["duffel_test_", "duffel_live_"])
        .examples(&[Example("value: \"", concat!("duffe", "l_live_pny9e9x9zudw8y78vczt15avqcjqf01uqken5s820fh"), "\"")], &[]),
];
