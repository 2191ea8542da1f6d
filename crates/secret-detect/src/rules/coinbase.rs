//! Rules for Coinbase.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/coinbase-token", "coinbase", r"[A-Za-z0-9_-]{64}")
        .title("Coinbase access token")
        .remedy("Revoke it in the API settings of Coinbase, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["coinbase"])
        .severity(Severity::Critical)
        .examples(&[Example("coinbase_key = \"", concat!("p8e3v", "vaznenusvlp2u8jnhqwrblo7ro2u6w48m8ztcpput8cydtxkfz1v82tcivg"), "\"")], &[]),
];
