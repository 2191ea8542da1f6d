//! Rules for StackHawk.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/stackhawk-key", "stackhawk", r"\b{start-half}hawk\.[A-Za-z0-9_-]{20}\.[A-Za-z0-9_-]{20}\b{end-half}")
        .title("StackHawk API key")
        .remedy("Revoke it in the account settings of StackHawk, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["hawk."])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("hawk.", "a0TlUNZzGjWiVi5Iki9f.uaW7yxIV5Op8MZ977TMq"), "\"")], &["hawk.xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
