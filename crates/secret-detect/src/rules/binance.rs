//! Rules for Binance.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/binance-key", "binance", r"[A-Za-z0-9]{64}")
        .title("Binance API key")
        .remedy("Revoke it in the account settings of Binance, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["binance"])
        .severity(Severity::Critical)
        .min_entropy(4.0)
        .examples(&[Example("binance_key = \"", concat!("aLoBX", "jfUYYXaGJ8PN8dar1wiBpidpeuXELpsodgkNfsxr6LQgFktdBw4MY1vq1rG"), "\"")], &["binance_key = \"${BINANCE}\""]),
];
