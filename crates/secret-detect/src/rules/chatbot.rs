//! Rules for ChatBot.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/chatbot-key", "chatbot", r"[A-Za-z0-9_]{32}")
        .title("ChatBot API key")
        .remedy("Revoke it in the account settings of ChatBot, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["chatbot_"])
        .min_entropy(3.4)
        .examples(&[Example("chatbot__key = \"", concat!("PrOFC", "FAgWdl6TS6fwPyOwPGFCeljakZw"), "\"")], &["chatbot__key = \"${CHATBOT_}\""]),
];
