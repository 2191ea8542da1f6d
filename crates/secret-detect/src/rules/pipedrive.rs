//! Rules for Pipedrive.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/pipedrive-key", "pipedrive", r"[0-9a-f]{40}")
        .title("Pipedrive API key")
        .remedy("Revoke it in the account settings of Pipedrive, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["pipedrive"])
        .min_entropy(3.0)
        .examples(&[Example("pipedrive_key = \"", concat!("90e43", "1c4e8cd9d5ec92bbb9f120082749a022711"), "\"")], &["pipedrive_key = \"${PIPEDRIVE}\""]),
];
