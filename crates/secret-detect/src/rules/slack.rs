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
        .examples(&[Example("value: \"", concat!("xoxb-", "962794160347-545264725251-FORtCden725BJJPHe6oqI5Ci"), "\"")], &["xoxb-xoxb-my-bot-token"]),
    Rule::token("secret/slack-user-token", "slack", r"xox[pe](?:-[0-9]{8,14}){2,3}-[A-Za-z0-9-]{24,64}\b{end-half}")
        .title("Slack user token")
        .remedy("Revoke it in the app settings of Slack, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://api.slack.com/authentication/token-types")
        .keywords(&["xoxp-", "xoxe-"])
        .severity(Severity::Critical)
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("xoxp-", "603442922527-275613485411-553433917338-f1455b80336ff4a72c14b459751239f1"), "\"")], &["\"xoxp-1234567890\""]),
    Rule::token("secret/slack-app-token", "slack", r"(?i:xapp)-[0-9]-[A-Za-z0-9]{3,20}-[0-9]{3,20}-[A-Za-z0-9]{5,100}\b{end-half}")
        .title("Slack app-level token")
        .remedy("Revoke it in the app settings of Slack, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://api.slack.com/authentication/token-types")
        .keywords(&["xapp-"])
        .min_entropy(2.5)
        .examples(&[Example("value: \"", concat!("xapp-", "1-A90AZ5QLJ3I-8189644218181-dd70f1a7a812ed31e96a5709aeb227b1428bf3780051", "5c359d504a0f3fd0861e"), "\"")], &[]),
    Rule::token("secret/slack-config-token", "slack", r"(?i:xoxe\.xox[bp]-[0-9]-[A-Z0-9]{163,166}|xoxe-[0-9]-[A-Z0-9]{146})\b{end-half}")
        .title("Slack app configuration token")
        .remedy("Revoke it in the app settings of Slack, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://api.slack.com/authentication/token-types")
        .keywords(&["xoxe.xoxb-", "xoxe.xoxp-", "xoxe-"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("xoxe.", "xoxp-1-qqfckWx9M29gsBUuVo0GVU0trDv0y2pLDhxQ4Og62AUP9le01aBLlu7acxliQpY3n", "FDxePaFxv4yrMz0YEuIh0JAudx1IICO99QgPmBN1bNpv6OQ87iH1BXDCOuLZ3OIgt9ElJPvU", "yJ4OiLZL9fVipxKQEqGQjgQyX5sZh"), "\"")], &[]),
    Rule::token("secret/slack-legacy-token", "slack", r"xox(?:[os]-[0-9]{1,16}-[0-9]{1,16}-[0-9]{1,16}-[A-Fa-f0-9]{8,64}|[ar]-(?:[0-9]{1,14}-){0,4}[A-Za-z0-9]{8,48})\b{end-half}")
        .title("Slack token, old form")
        .remedy("Revoke it in the app settings of Slack, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://api.slack.com/authentication/token-types")
        .keywords(&["xoxo-", "xoxs-", "xoxa-", "xoxr-"])
        .min_entropy(2.5)
        .examples(&[Example("value: \"", concat!("xoxs-", "521582187106-925844134048-624942047099-ed1688f4cf"), "\"")], &["2018-250-xoxo-indieweb-1.jpg"]),
    Rule::token("secret/slack-webhook", "slack", r"hooks\.slack\.com/(?:services|workflows|triggers)/[A-Za-z0-9+/]{40,80}")
        .title("Slack incoming webhook")
        .remedy("Delete the webhook in the app settings of Slack and make a new one: whoever has the address can post.")
        .docs("https://api.slack.com/messaging/webhooks")
        .keywords(&["hooks.slack.com/"])
        .severity(Severity::Medium)
        .examples(&[Example("https://", concat!("hooks", ".slack.com/services/T85DNUGL9WA/BGZBMXDQOHN/xmJgxImyLgoh58iboyYFYtBO"), "")], &[]),
];
