//! Rules for Discord.

use portcullis_findings::Severity;

use crate::proof::discord_token;
use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/discord-bot-token", "discord", r"[MNO][A-Za-z0-9_-]{23,27}\.[A-Za-z0-9_-]{6,7}\.[A-Za-z0-9_-]{27,40}")
        .title("Discord bot token")
        .remedy("Revoke it in the developer portal of Discord, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://discord.com/developers/docs/reference")
        .keywords(&["discord"])
        .check(discord_token)
        .examples(&[Example("discord_token = \"", concat!("NDgyO", "TE2MzczNjQ1MTI0NjM0.G7x2Kp.Iy96VWFre5E32a8yB3fkAnqYYlAmEFFoHQ4auV"), "\"")], &["discord_token = \"${DISCORD}\""]),
    Rule::assigned("secret/discord-client-secret", "discord", r"(?:[a-f0-9]{64}|[A-Za-z0-9=_-]{32})")
        .title("Discord client secret")
        .remedy("Revoke it in the developer portal of Discord, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://discord.com/developers/docs/reference")
        .keywords(&["discord"])
        .min_entropy(3.0)
        .examples(&[Example("discord_key = \"", concat!("_-Kzq", "-EfRJyp0o7MHnpC3wFitdfC8Tw1"), "\"")], &[]),
    Rule::assigned("secret/discord-client-id", "discord", r"[0-9]{17,19}")
        .title("Discord client id")
        .remedy("An identifier alone opens nothing: see that the secret that belongs to it did not leak beside it.")
        .docs("https://discord.com/developers/docs/reference")
        .keywords(&["discord"])
        .severity(Severity::Low)
        .min_entropy(2.0)
        .examples(&[Example("discord_key = \"", concat!("91827", "3645501827364"), "\"")], &[]),
    Rule::token("secret/discord-webhook", "discord", r"discord(?:app)?\.com/api/webhooks/[0-9]{17,20}/[A-Za-z0-9_-]{60,80}")
        .title("Discord webhook")
        .remedy("Delete the webhook in the developer portal of Discord and make a new one: whoever has the address can post.")
        .docs("https://discord.com/developers/docs/reference")
        .keywords(&["discord.com/api/webhooks/", "discordapp.com/api/webhooks/"])
        .severity(Severity::Medium)
        .examples(&[Example("https://", concat!("disco", "rd.com/api/webhooks/918273645501827364/hUgoVCROEhnRQyzsG5kbz7L6VG_devjJV", "JHy3K7oMqXLaXCxoZvi4lUh8fEJv3oXeNQA"), "")], &[]),
];
