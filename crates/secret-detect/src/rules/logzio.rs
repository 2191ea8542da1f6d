//! Rules for Logz.io.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/logzio-key", "logzio", r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
        .title("Logz.io API key")
        .remedy("Revoke it in the account settings of Logz.io, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["logzio", "logz_io", "logz.io"])
        .min_entropy(2.8)
        .examples(&[Example("logzio_key = \"", concat!("f6c5f", "12c-4a1f-9f04-6ab8-97443c3e567f"), "\"")], &["logzio_key = \"${LOGZIO}\""]),
];
