//! Rules for Parseur.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/parseur-api-key", "parseur", r"[0-9a-f]{40}")
        .title("Parseur API key")
        .remedy("Revoke it in the account settings of Parseur, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developer.parseur.com/")
        .keywords(&["parseur"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("parseur_api_key = \"", concat!("3b7ac", "aaea22ea564f39c2e7eed81bb2eaaa4da29"), "\"")], &["parseur_api_key = \"${PARSEUR_API_KEY}\""]),
];
