//! Rules for Checkly.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/checkly-key", "checkly", r"\b{start-half}cu_[0-9a-f]{32}\b{end-half}")
        .title("Checkly API key")
        .remedy("Revoke it in the account settings of Checkly, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["cu_0", "cu_1", "cu_2", "cu_3", "cu_4", "cu_5", "cu_6", "cu_7", "cu_8", "cu_9", "cu_a", "cu_b", "cu_c", "cu_d", "cu_e", "cu_f"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("cu_c2", "4833e14105b34e13549021ef997c1c"), "\"")], &[]),
];
