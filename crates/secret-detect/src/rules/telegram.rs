//! Rules for Telegram.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/telegram-bot-token", "telegram", r"\b{start-half}[0-9]{8,10}:AA[A-Za-z0-9_-]{33}\b{end-half}")
        .title("Telegram bot token")
        .remedy("Revoke it in @BotFather, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://core.telegram.org/bots/api")
        .keywords(&[":aa"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("37081", "37443:AA-dwWQKHT4UG3EvGIYClcCITiez5RHnxuk"), "\"")], &[]),
    Rule::assigned("secret/telegram-bot-token-assigned", "telegram", r"[0-9]{5,16}:A[A-Za-z0-9_-]{34}")
        .title("Telegram bot token by its name")
        .remedy("Revoke it in @BotFather, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://core.telegram.org/bots/api")
        .keywords(&["telegr"])
        .min_entropy(3.0)
        .examples(&[Example("telegr_key = \"", concat!("62565", "928:AI7Ze7FZUYagDTVq7z7lzHjZ8j7vr6L_Urk"), "\"")], &[]),
];
