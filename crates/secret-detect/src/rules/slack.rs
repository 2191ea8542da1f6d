//! Rules for Slack.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/slack-bot-token", "slack", r"xoxb-[0-9]{8,14}-[A-Za-z0-9-]{18,64}\b{end-half}")
        .title("Slack bot token")
        .remedy("Revoke it in the app settings of Slack, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://api.slack.com/authentication/token-types")
        .keywords(&["xoxb-"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("xoxb-", "672342141563-279225723767-yrmoZ2qko8ZMt9lp1SuXQaPB"), "\"")], &["xoxb-xoxb-my-bot-token"]),
    Rule::token("secret/slack-user-token", "slack", r"xox[pe](?:-[0-9]{8,14}){2,3}-[A-Za-z0-9-]{24,64}\b{end-half}")
        .title("Slack user token")
        .remedy("Revoke it in the app settings of Slack, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://api.slack.com/authentication/token-types")
        .keywords(&["xoxp-", "xoxe-"])
        .severity(Severity::Critical)
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("xoxp-", "794160347545-264725251366-391012446414-26c0699454b5e5fbd278a932ba79763f"), "\"")], &["\"xoxp-1234567890\""]),
    Rule::token("secret/slack-app-token", "slack", r"(?i:xapp)-[0-9]-[A-Za-z0-9]{3,20}-[0-9]{3,20}-[A-Za-z0-9]{5,100}\b{end-half}")
        .title("Slack app-level token")
        .remedy("Revoke it in the app settings of Slack, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://api.slack.com/authentication/token-types")
        .keywords(&["xapp-"])
        .min_entropy(2.5)
        .examples(&[Example("value: \"", concat!("xapp-", "1-APP6974DJ8L-2549801137725-72c14b459751239f1d0cf854e43d894222dd70f1a7a8", "12ed31e96a5709aeb227"), "\"")], &[]),
    Rule::token("secret/slack-config-token", "slack", r"(?i:xoxe\.xox[bp]-[0-9]-[A-Z0-9]{163,166}|xoxe-[0-9]-[A-Z0-9]{146})\b{end-half}")
        .title("Slack app configuration token")
        .remedy("Revoke it in the app settings of Slack, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://api.slack.com/authentication/token-types")
        .keywords(&["xoxe.xoxb-", "xoxe.xoxp-", "xoxe-"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("xoxe.", "xoxp-1-Nkx285GyNU7FuHn1o1yddB3BOuyng7AIwxmuvRBtgb08Lkf1V6koUbpgWwgRpi0yG", "gsD3TqqfckWx9M29gsBUuVo0GVU0trDv0y2pLDhxQ4Og62AUP9le01aBLlu7acxliQpY3nFD", "xePaFxv4yrMz0YEuIh0JAudx1IICO"), "\"")], &[]),
    Rule::token("secret/slack-legacy-token", "slack", r"xox(?:[os]-[0-9]{1,16}-[0-9]{1,16}-[0-9]{1,16}-[A-Fa-f0-9]{8,64}|[ar]-(?:[0-9]-)?[A-Za-z0-9]{8,48})\b{end-half}")
        .title("Slack token, old form")
        .remedy("Revoke it in the app settings of Slack, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://api.slack.com/authentication/token-types")
        .keywords(&["xoxo-", "xoxs-", "xoxa-", "xoxr-"])
        .min_entropy(2.5)
        .examples(&[Example("value: \"", concat!("xoxs-", "226625095166-214028336580-642346741658-a4fad78dd2"), "\"")], &["2018-250-xoxo-indieweb-1.jpg"]),
    Rule::token("secret/slack-webhook", "slack", r"hooks\.slack\.com/(?:services|workflows|triggers)/[A-Za-z0-9+/]{40,80}")
        .title("Slack incoming webhook")
        .remedy("Delete the webhook in the app settings of Slack and make a new one: whoever has the address can post.")
        .docs("https://api.slack.com/messaging/webhooks")
        .keywords(&["hooks.slack.com/"])
        .severity(Severity::Medium)
        .examples(&[Example("https://", concat!("hooks", ".slack.com/services/T9UJGW8IH72/BGC0KX7TTGO/J1kIZQ8HaJA2GT0bczSjvchR"), "")], &[]),
];
