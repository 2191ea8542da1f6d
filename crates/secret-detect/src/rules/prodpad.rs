//! Rules for ProdPad.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/prodpad-api-key", "prodpad", r"[0-9a-f]{64}")
        .title("ProdPad API key")
        .remedy("Revoke it in the account settings of ProdPad, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://help.prodpad.com/article/660-working-with-the-prodpad-api")
        .keywords(&["prodpad"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("prodpad_api_key = \"", concat!("3663a", "c66ffd41b9f15174f9aeb4744f051c5d85983ec8eb1b7a2a34e0c8a5621"), "\"")], &["prodpad_api_key = \"${PRODPAD_API_KEY}\""]),
];
