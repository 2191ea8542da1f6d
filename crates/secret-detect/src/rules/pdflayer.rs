//! Rules for pdflayer.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/pdflayer-access-key", "pdflayer", r"[a-z0-9]{32}")
        .title("pdflayer access key")
        .remedy("Revoke it in the account settings of pdflayer, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://pdflayer.com/documentation")
        .keywords(&["pdflayer", "pdf_layer"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("pdflayer_access_key = \"", concat!("85cqo", "he24raqfeixoj69ndm157gymcrq"), "\"")], &["pdflayer_access_key = \"${PDFLAYER_ACCESS_KEY}\""]),
];
