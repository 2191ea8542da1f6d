//! Rules for LaunchDarkly.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/launchdarkly-token", "launchdarkly", r"[A-Za-z0-9=_-]{40}")
        .title("LaunchDarkly access token")
        .remedy("Revoke it in the authorization page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://launchdarkly.com/docs/home/account/api")
        .keywords(&["launchdarkly"])
        .examples(&[Example("launchdarkly_key = \"", concat!("ac84n", "d9tqio23nbdvkbky9528i6hmgn2ttxwnjq7"), "\"")], &[]),
    Rule::token("secret/launchdarkly-sdk-key", "launchdarkly", r"\b{start-half}(?:sdk|mob)-[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}\b{end-half}")
        .title("LaunchDarkly SDK or API key")
        .remedy("Revoke it in the authorization page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://launchdarkly.com/docs/home/account/api")
        .keywords(&["sdk-", "mob-"])
        .severity(Severity::Medium)
        .examples(&[Example("value: \"", concat!("sdk-d", "6111343-8336-abf6-9182-c5fe63a1aa62"), "\"")], &[]),
];
