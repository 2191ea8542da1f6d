//! Rules for CryptoCompare.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/cryptocompare-key", "cryptocompare", r"[0-9a-f]{64}")
        .title("CryptoCompare API key")
        .remedy("Revoke it in the account settings of CryptoCompare, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["cryptocompare"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("cryptocompare_key = \"", concat!("8fd33", "41e1c44e5aa9bd1b766d107f5daa7ae25ec4dc0cfff020957f68cc3cf8a"), "\"")], &["cryptocompare_key = \"${CRYPTOCOMPARE}\""]),
];
