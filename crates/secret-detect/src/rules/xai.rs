//! Rules for xAI.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/xai-key", "xai", r"\b{start-half}xai-[A-Za-z0-9_-]{80,84}\b{end-half}")
        .title("xAI API key")
        .remedy("Revoke it in the API keys page of the xAI console, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["xai-"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("xai-X", "nR4Il8u85FFsfBPDf5mzmdienbCX9HMmWviE0JdiUS4iak9qQXsejTB9NMJjtYwyCwYf8Ceo", "tOtcMii"), "\"")], &["xai-xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
