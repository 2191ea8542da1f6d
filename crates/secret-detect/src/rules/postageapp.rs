//! Rules for PostageApp.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/postageapp-api-key", "postageapp", r"[A-Za-z0-9]{32}")
        .title("PostageApp API key")
        .remedy("Revoke it in the account settings of PostageApp, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://dev.postageapp.com/")
        .keywords(&["postageapp", "postage_app"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("postageapp_api_key = \"", concat!("61t7N", "mrjRFk64LetD0lGfEEMxUKElpWf"), "\"")], &["postageapp_api_key = \"${POSTAGEAPP_API_KEY}\""]),
];
