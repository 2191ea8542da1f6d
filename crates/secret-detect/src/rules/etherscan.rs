//! Rules for Etherscan.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/etherscan-key", "etherscan", r"[A-Z0-9]{34}")
        .title("Etherscan API key")
        .remedy("Revoke it in the account settings of Etherscan, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["etherscan", "polygonscan", "arbiscan", "basescan", "snowtrace", "ftmscan"])
        .severity(Severity::Low)
        .min_entropy(3.4)
        .examples(&[Example("etherscan_key = \"", concat!("GSNBV", "J4TVD8X7Q76TUPW0DWZUUDGSMS8C4"), "\"")], &["etherscan_key = \"${ETHERSCAN}\""]),
];
