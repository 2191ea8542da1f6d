//! Rules for MaxMind.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/maxmind-licence-key", "maxmind", r"\b{start-half}[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk\b{end-half}")
        .title("MaxMind licence key")
        .remedy("Revoke it in the account portal, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["_mmk"])
        .min_entropy(3.8)
        .examples(&[Example("value: \"", concat!("27YEl", "v_knDr1L7GvGs8lkJ7w4ZMqt7A9IlOZ_mmk"), "\"")], &[]),
];
