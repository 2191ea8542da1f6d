//! Rules for PandaDoc.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/pandadoc-key", "pandadoc", r"[0-9a-f]{40}")
        .title("PandaDoc API key")
        .remedy("Revoke it in the account settings of PandaDoc, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["pandadoc"])
        .min_entropy(3.0)
        .examples(&[Example("pandadoc_key = \"", concat!("f7441", "e329545a66dca2c6c50905a236d3377c902"), "\"")], &["pandadoc_key = \"${PANDADOC}\""]),
];
