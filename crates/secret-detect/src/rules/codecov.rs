//! Rules for Codecov.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/codecov-token", "codecov", r"(?:[a-z0-9]{32}|[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12})")
        .title("Codecov token")
        .remedy("Revoke it in the repository settings in Codecov, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["codecov"])
        .examples(&[Example("codecov_key = \"", concat!("sjhlk", "f40lfz1g5omu69omds0rm85nlp7"), "\"")], &[]),
];
