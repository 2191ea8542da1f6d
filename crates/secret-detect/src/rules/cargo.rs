//! Rules for Rust package registry.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/cargo-registry-token", "cargo", r"\b{start-half}cio[A-Za-z0-9]{32}\b{end-half}")
        .title("Rust package registry token")
        .remedy("Revoke it in the account settings of the registry, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["cio"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("cioRU", "xeS5zkqXG8HaU4TjBzFYhOuHl2Dfjb"), "\"")], &["cioppino is a fish stew"]),
];
