//! Rules for Coda.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/coda-key", "coda", r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
        .title("Coda API key")
        .remedy("Revoke it in the account settings of Coda, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["coda_api", "coda_key", "coda_token", "coda_secret", "coda_access", "coda-api", "coda-key", "coda-token", "codaapi", "codakey", "codatoken", "codasecret"])
        .min_entropy(2.8)
        .examples(&[Example("coda_api_key = \"", concat!("3e5bd", "c5d-cdfd-a2fe-4e6e-e7799d4ba266"), "\"")], &["coda_api_key = \"${CODA_API}\""]),
];
