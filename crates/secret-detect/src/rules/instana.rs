//! Rules for Instana.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/instana-key", "instana", r"[A-Za-z0-9_-]{22}")
        .title("Instana API key")
        .remedy("Revoke it in the account settings of Instana, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["instana"])
        .min_entropy(3.4)
        .examples(&[Example("instana_key = \"", concat!("fmroo", "4rNK624FLCOEWXz5k"), "\"")], &["instana_key = \"${INSTANA}\""]),
];
