//! Rules for ButterCMS.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/buttercms-key", "buttercms", r"[0-9a-f]{40}")
        .title("ButterCMS API key")
        .remedy("Revoke it in the account settings of ButterCMS, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["buttercms", "butter_cms"])
        .min_entropy(3.0)
        .examples(&[Example("buttercms_key = \"", concat!("a5def", "751ad090f27435c90c77ab4de2b1a06dbc6"), "\"")], &["buttercms_key = \"${BUTTERCMS}\""]),
];
