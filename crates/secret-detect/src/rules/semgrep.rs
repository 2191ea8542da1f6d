//! Rules for Semgrep.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/semgrep-key", "semgrep", r"[0-9a-f]{64}")
        .title("Semgrep token")
        .remedy("Revoke it in the account settings of Semgrep, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["semgrep"])
        .min_entropy(3.0)
        .examples(&[Example("semgrep_key = \"", concat!("4ebd7", "c26a7396ca36439823eaf0cb6898239608af8987395f657bbe9baae9494"), "\"")], &["semgrep_key = \"${SEMGREP}\""]),
];
