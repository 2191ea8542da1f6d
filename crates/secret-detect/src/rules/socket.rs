//! Rules for Socket.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/socket-key", "socket", r"\b{start-half}sktsec_[A-Za-z0-9]{40,60}_api\b{end-half}")
        .title("Socket API key")
        .remedy("Revoke it in the account settings of Socket, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["sktsec_"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("sktse", "c_3KOtEkRysFAIxRiy1BqaVpW18pYEYwidB4yxd1Ou_api"), "\"")], &["sktsec_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
