//! Rules for Shortcut.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/shortcut-key", "shortcut", r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
        .title("Shortcut API key")
        .remedy("Revoke it in the account settings of Shortcut, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["shortcut_api", "shortcut_key", "shortcut_token", "shortcut_secret", "shortcut_access", "shortcut-api", "shortcut-key", "shortcut-token", "shortcutapi", "shortcutkey", "shortcuttoken", "shortcutsecret", "clubhouse"])
        .min_entropy(2.8)
        .examples(&[Example("shortcut_api_key = \"", concat!("52604", "28d-a634-af6c-ce5b-220f6087c408"), "\"")], &["shortcut_api_key = \"${SHORTCUT_API}\""]),
];
