//! Rules for Travis CI.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/travisci-token", "travisci", r"[A-Za-z0-9_-]{22}")
        .title("Travis CI token")
        .remedy("Revoke it in the settings of Travis CI, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["travis"])
        .min_entropy(3.0)
        .examples(&[Example("travis_key = \"", concat!("9UI1T", "RUopXfVJhpX8v59C8"), "\"")], &[]),
];
