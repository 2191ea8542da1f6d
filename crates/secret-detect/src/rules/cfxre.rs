//! Rules for Cfx.re.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/cfxre-server-key", "cfxre", r"\b{start-half}cfxk_[A-Za-z0-9]{20,24}(?:_[A-Za-z0-9]{5,8})?\b{end-half}")
        .title("Cfx.re server key")
        .remedy("Revoke it in the keymaster of Cfx.re, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["cfxk_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("cfxk_", "301dwe2I5izXsHtFZn8v"), "\"")], &["cfxk_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
