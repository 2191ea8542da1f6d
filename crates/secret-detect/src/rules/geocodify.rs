//! Rules for Geocodify.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/geocodify-api-key", "geocodify", r"[a-z0-9]{40}")
        .title("Geocodify API key")
        .remedy("Revoke it in the account settings of Geocodify, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://geocodify.com/")
        .keywords(&["geocodify"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("geocodify_api_key = \"", concat!("g530d", "h10eww9xfvqcdl86zsu3gut6txsvxy5glqw"), "\"")], &["geocodify_api_key = \"${GEOCODIFY_API_KEY}\""]),
];
