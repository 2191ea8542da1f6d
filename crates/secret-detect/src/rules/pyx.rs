//! Rules for pyx.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/pyx-key", "pyx", r"\b{start-half}sk-pyx-[A-Za-z0-9_-]{24,200}\b{end-half}")
        .title("pyx API key")
        .remedy("Revoke it in the account settings of pyx, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["sk-pyx-"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("sk-py", "x-q8Zt3Lm7Vx2Kp9Rw4Hs6Jd5Nf1bYp0Tc"), "\"")], &["sk-pyx-xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
