//! Rules for Tiingo.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/tiingo-key", "tiingo", r"[0-9a-f]{40}")
        .title("Tiingo API key")
        .remedy("Revoke it in the account settings of Tiingo, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["tiingo"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("tiingo_key = \"", concat!("a3e67", "fdb304796c57b4a8f330318195f22aa7e46"), "\"")], &["tiingo_key = \"${TIINGO}\""]),
];
