//! Rules for Coveralls.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/coveralls-token", "coveralls", r"[A-Za-z0-9]{32,40}")
        .title("Coveralls token")
        .remedy("Revoke it in the account settings of Coveralls, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["coveralls"])
        .min_entropy(3.0)
        .examples(&[Example("coveralls_key = \"", concat!("BE5tR", "8tW7g3lUtpTnNXHoIhQZ1v3ws71"), "\"")], &["coveralls_key = \"${COVERALLS}\""]),
];
