//! Rules for RAWG.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/rawg-key", "rawg", r"[0-9a-f]{32}")
        .title("RAWG API key")
        .remedy("Revoke it in the account settings of RAWG, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["rawg"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("rawg_key = \"", concat!("46111", "5034d208f47cc73c26ab9b080a2"), "\"")], &["rawg_key = \"${RAWG}\""]),
];
