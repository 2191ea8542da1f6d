//! Rules for Klaviyo.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/klaviyo-key", "klaviyo", r"\b{start-half}pk_(?:[A-Za-z0-9]{6}_)?[0-9a-f]{34}\b{end-half}")
        .title("Klaviyo private API key")
        .remedy("Revoke it in the API keys page of Klaviyo, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["pk_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("pk_8c", "1f07de52ab96e4304f7bd8a1c9e620f5"), "\"")], &["pk_xxxxxxxxxxxxxxxxxxxxxxxx"]),
    Rule::assigned("secret/klaviyo-named-key", "klaviyo", r"pk_[A-Za-z0-9]{34}")
        .title("Klaviyo private API key by its name")
        .remedy("Revoke it in the API keys page of Klaviyo, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["klaviyo"])
        .min_entropy(3.0)
        .examples(&[Example("klaviyo_key = \"", concat!("pk_hO", "UYUqQl8VPGdAV3aehnWfnfsPvYzR8sji"), "\"")], &["klaviyo_key = \"${KLAVIYO}\""]),
];
