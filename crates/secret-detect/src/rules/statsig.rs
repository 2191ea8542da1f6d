//! Rules for Statsig.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/statsig-key", "statsig", r"secret-[A-Za-z0-9]{40,50}")
        .title("Statsig API key")
        .remedy("Revoke it in the account settings of Statsig, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["statsig"])
        .min_entropy(3.4)
        .examples(&[Example("statsig_key = \"", concat!("secre", "t-2jGLQfvqK9pcSYu5ITNe7CPTUQMpuNKMgK24VvQU"), "\"")], &["statsig_key = \"${STATSIG}\""]),
];
