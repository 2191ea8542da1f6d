//! Rules for Deepgram.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/deepgram-key", "deepgram", r"[0-9a-f]{40}")
        .title("Deepgram API key")
        .remedy("Revoke it in the API keys page of the Deepgram console, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["deepgram"])
        .min_entropy(3.0)
        .examples(&[Example("deepgram_key = \"", concat!("3598d", "7099e2001196fd703b809854961a3c9887a"), "\"")], &["deepgram_key = \"${DEEPGRAM}\""]),
];
