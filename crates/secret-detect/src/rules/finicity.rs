//! Rules for Finicity.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/finicity-app-key", "finicity", r"[a-f0-9]{32}")
        .title("Finicity application key")
        .remedy("Revoke it in the developer portal, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["finicity"])
        .examples(&[Example("finicity_key = \"", concat!("8db10", "3204959443a1b72be2f04573b36"), "\"")], &[]),
    Rule::assigned("secret/finicity-secret", "finicity", r"[A-Za-z0-9]{20}")
        .title("Finicity partner secret")
        .remedy("Revoke it in the developer portal, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["finicity"])
        .min_entropy(3.0)
        .examples(&[Example("finicity_key = \"", concat!("g56id", "gt8uguthl085dih"), "\"")], &[]),
];
