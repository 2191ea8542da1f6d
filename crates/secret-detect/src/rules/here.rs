//! Rules for HERE.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/here-key", "here", r"[A-Za-z0-9_-]{43}")
        .title("HERE API key")
        .remedy("Revoke it in the account settings of HERE, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["hereapi", "here_api", "here-api", "here_maps", "heremaps", "here_key"])
        .severity(Severity::Medium)
        .min_entropy(3.4)
        .examples(&[Example("hereapi_key = \"", concat!("M1cLY", "tSldBnpSC2dnwsV9X3yBNgKUBwm8o45ft1O5iW"), "\"")], &["hereapi_key = \"${HEREAPI}\""]),
];
