//! Rules for Chatfuel.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/chatfuel-api-token", "chatfuel", r"[A-Za-z0-9]{128}")
        .title("Chatfuel API token")
        .remedy("Revoke it in the account settings of Chatfuel, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.chatfuel.com/")
        .keywords(&["chatfuel"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("chatfuel_api_token = \"", concat!("fEwx6", "ZJri6Tk7PGpiMF3my0gPivfzucDmpiNvBURumsbVelZHjjOddRisyl0Ke971EytOlwcPUgJEMyiOoS4Ssd9J0t96p3MkSVSIObuUylmfcR4KqhgiZfo0qW9ksqw"), "\"")], &["chatfuel_api_token = \"${CHATFUEL_API_TOKEN}\""]),
];
