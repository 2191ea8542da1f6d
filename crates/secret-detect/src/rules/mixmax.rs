//! Rules for Mixmax.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/mixmax-api-token", "mixmax", r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
        .title("Mixmax API token")
        .remedy("Revoke it in the account settings of Mixmax, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developer.mixmax.com/")
        .keywords(&["mixmax"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("mixmax_api_token = \"", concat!("0a27d", "b4e-8181-d304-f000-f6d46906e66f"), "\"")], &["mixmax_api_token = \"${MIXMAX_API_TOKEN}\""]),
];
