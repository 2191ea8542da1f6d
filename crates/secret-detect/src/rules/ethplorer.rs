//! Rules for Ethplorer.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/ethplorer-api-key", "ethplorer", r"EK-[A-Za-z0-9]{5}-[A-Za-z0-9]{7}-[A-Za-z0-9]{5}")
        .title("Ethplorer API key")
        .remedy("Revoke it in the account settings of Ethplorer, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://github.com/EverexIO/Ethplorer/wiki/Ethplorer-API")
        .keywords(&["ethplorer"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("ethplorer_api_key = \"", concat!("EK-xl", "p05-qLBafkx-PWzwE"), "\"")], &["ethplorer_api_key = \"${ETHPLORER_API_KEY}\""]),
];
