//! Rules for Clarifai.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/clarifai-key", "clarifai", r"[0-9a-f]{32}")
        .title("Clarifai API key")
        .remedy("Revoke it in the account settings of Clarifai, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["clarifai"])
        .min_entropy(3.0)
        .examples(&[Example("clarifai_key = \"", concat!("4e31e", "168d2bbe3214877738ff4b2899a"), "\"")], &["clarifai_key = \"${CLARIFAI}\""]),
];
