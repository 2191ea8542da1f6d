//! Rules for ThingsBoard.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/thingsboard-key", "thingsboard", r"[A-Za-z0-9]{20}")
        .title("ThingsBoard API key")
        .remedy("Revoke it in the account settings of ThingsBoard, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["thingsboard"])
        .min_entropy(3.4)
        .examples(&[Example("thingsboard_key = \"", concat!("77Rs4", "kPZtrpktpfV441U"), "\"")], &["thingsboard_key = \"${THINGSBOARD}\""]),
];
