//! Rules for DeepL.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/deepl-key", "deepl", r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?::fx)?")
        .title("DeepL API key")
        .remedy("Revoke it in the account settings of DeepL, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developers.deepl.com/docs")
        .keywords(&["deepl"])
        .min_entropy(2.8)
        .examples(&[Example("deepl_key = \"", concat!("08953", "509-0062-86cd-26a8-b7366f2aa523"), "\"")], &["deepl_key = \"${DEEPL}\""]),
];
