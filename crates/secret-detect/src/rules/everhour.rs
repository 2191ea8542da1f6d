//! Rules for Everhour.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/everhour-api-key", "everhour", r"[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{6}-[0-9a-f]{6}-[0-9a-f]{8}")
        .title("Everhour API key")
        .remedy("Revoke it in the account settings of Everhour, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://everhour.docs.apiary.io/")
        .keywords(&["everhour"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("everhour_api_key = \"", concat!("d38a-", "34f0-d70da5-42ce40-f36231f8"), "\"")], &["everhour_api_key = \"${EVERHOUR_API_KEY}\""]),
];
