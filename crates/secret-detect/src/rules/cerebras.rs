//! Rules for Cerebras.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/cerebras-key", "cerebras", r"\b{start-half}csk-[a-z0-9]{48}\b{end-half}")
        .title("Cerebras API key")
        .remedy("Revoke it in the cloud console of Cerebras, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["csk-"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("csk-b", "w2z35jnm9moscn7vex45nkiyfdmknm3yz748kd87hlqn6z0"), "\"")], &["csk-6nptf4w5cx36fw58t3hkx"]),
];
