//! Rules for KuCoin.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/kucoin-key", "kucoin", r"[a-f0-9]{24}")
        .title("KuCoin API key")
        .remedy("Revoke it in the API management of KuCoin, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["kucoin"])
        .examples(&[Example("kucoin_key = \"", concat!("3ba78", "dcb4bded8af82979433"), "\"")], &[]),
    Rule::assigned("secret/kucoin-secret", "kucoin", r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
        .title("KuCoin API secret")
        .remedy("Revoke it in the API management of KuCoin, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["kucoin"])
        .severity(Severity::Critical)
        .examples(&[Example("kucoin_key = \"", concat!("a47f4", "c17-8fef-f69d-0c22-663abb3c31eb"), "\"")], &[]),
];
