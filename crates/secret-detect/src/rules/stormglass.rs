//! Rules for Storm Glass.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/stormglass-key", "stormglass", r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
        .title("Storm Glass API key")
        .remedy("Revoke it in the account settings of Storm Glass, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["stormglass"])
        .severity(Severity::Low)
        .min_entropy(2.8)
        .examples(&[Example("stormglass_key = \"", concat!("5f9a9", "ddf-5f43-af28-e639-8c169b308e06-6a54e2b3-60e0-f315-e445-088298be1500"), "\"")], &["stormglass_key = \"${STORMGLASS}\""]),
];
