//! Rules for Pastebin.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/pastebin-key", "pastebin", r"[a-zA-Z0-9_]{32}")
        .title("Pastebin API key")
        .remedy("Revoke it in the account settings of Pastebin, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["pastebin"])
        .severity(Severity::Low)
        .min_entropy(3.4)
        .examples(&[Example("pastebin_key = \"", concat!("Fk477", "WDtZA_uVjYqNwAyhk12ieWAeqI2"), "\"")], &["pastebin_key = \"${PASTEBIN}\""]),
];
