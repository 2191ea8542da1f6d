//! Rules for SimFin.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/simfin-api-key", "simfin", r"[A-Za-z0-9]{32}")
        .title("SimFin API key")
        .remedy("Revoke it in the account settings of SimFin, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://simfin.readme.io/")
        .keywords(&["simfin"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("simfin_api_key = \"", concat!("Jtuxj", "FNCH1BiaZQYxMmPTGfFw4Z0GClh"), "\"")], &["simfin_api_key = \"${SIMFIN_API_KEY}\""]),
];
