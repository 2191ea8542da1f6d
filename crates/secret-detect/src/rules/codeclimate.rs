//! Rules for Code Climate.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/codeclimate-key", "codeclimate", r"(?:[0-9a-f]{64}|[0-9a-f]{40})")
        .title("Code Climate API key")
        .remedy("Revoke it in the account settings of Code Climate, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["codeclimate", "code_climate", "cc_test_reporter"])
        .min_entropy(3.0)
        .examples(&[Example("codeclimate_key = \"", concat!("1e4b5", "4cf1db0ee2f39885d149884abbad42f421d3363fda92feb3bf1cdbbc753"), "\"")], &["codeclimate_key = \"${CODECLIMATE}\""]),
];
