//! Rules for Cursor.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/cursor-key", "cursor", r"(?:key|crsr)_[0-9a-f]{64}")
        .title("Cursor API key")
        .remedy("Revoke it in the dashboard of Cursor, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["cursor"])
        .min_entropy(3.0)
        .examples(&[Example("cursor_key = \"", concat!("key_4", "c4b98e11a123a5b799b64a5a34032f9aa5980c89776b090c274883c27d0b0b5"), "\"")], &["cursor_key = \"${CURSOR}\""]),
    Rule::token("secret/cursor-api-key", "cursor", r"\b{start-half}crsr_[0-9a-f]{64}\b{end-half}")
        .title("Cursor API key by its form")
        .remedy("Revoke it in the dashboard of Cursor, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["crsr_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("crsr_", "f5ecdd01b00e910c8a7da7aa7a71784863b26a6494287bdcefc3157d0c0f2361"), "\"")], &["key_short"]),
];
