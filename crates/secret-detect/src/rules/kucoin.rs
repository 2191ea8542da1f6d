//! Rules for KuCoin.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/kucoin-key", "kucoin", r"[a-f0-9]{24}")
        .title("KuCoin API key")
        .remedy("Revoke it in the API management of KuCoin, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["kucoin"])
        .examples(&[Example("kucoin_key = \"", concat!("4c178", "feff69d0c22663abb3c"), "\"")], &[]),
    Rule::assigned("secret/kucoin-secret", "kucoin", r"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}")
        .title("KuCoin API secret")
        .remedy("Revoke it in the API management of KuCoin, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["kucoin"])
        .severity(Severity::Critical)
        .examples(&[Example("kucoin_key = \"", concat!("31eb1", "fba-7203-4016-2d5b-af63956b783b"), "\"")], &[]),
];
