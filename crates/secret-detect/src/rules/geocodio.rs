//! Rules for Geocodio.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/geocodio-key", "geocodio", r"[0-9a-f]{39}")
        .title("Geocodio API key")
        .remedy("Revoke it in the account settings of Geocodio, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["geocodio", "geocod.io"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("geocodio_key = \"", concat!("f81bb", "ace378970ed36de544267a96517d45b86e"), "\"")], &["geocodio_key = \"${GEOCODIO}\""]),
];
