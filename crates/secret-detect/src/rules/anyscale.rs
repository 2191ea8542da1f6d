//! Rules for Anyscale.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/anyscale-key", "anyscale", r"\b{start-half}esecret_[a-z0-9]{26}\b{end-half}")
        .title("Anyscale API key")
        .remedy("Revoke it in the account settings of Anyscale, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["esecret_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("esecr", "et_dh36z3frjhofo6u21n7e6x0bhh"), "\"")], &["esecret_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
