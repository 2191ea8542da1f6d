//! Rules for DatoCMS.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/datocms-key", "datocms", r"[0-9a-f]{30}")
        .title("DatoCMS API key")
        .remedy("Revoke it in the account settings of DatoCMS, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["datocms", "dato_api"])
        .min_entropy(3.0)
        .examples(&[Example("datocms_key = \"", concat!("489b1", "58c24556681e7f6c693feb473"), "\"")], &["datocms_key = \"${DATOCMS}\""]),
];
