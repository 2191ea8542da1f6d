//! Rules for PostHog.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/posthog-personal-key", "posthog", r"\b{start-half}phx_[A-Za-z0-9_-]{41,49}\b{end-half}")
        .title("PostHog personal API key")
        .remedy("Revoke it in the project settings of PostHog, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://posthog.com/docs/api")
        .keywords(&["phx_"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("phx_h", "Nothd16G81XS8C4zK1w9urqv0Vc52P8hw6n5Zo44j8"), "\"")], &["phx_xxxxxxxxxxxxxxxxxxxxxxxx"]),
    Rule::token("secret/posthog-project-key", "posthog", r"\b{start-half}phc_[A-Za-z0-9_-]{41,44}\b{end-half}")
        .title("PostHog project API key")
        .remedy("Revoke it in the project settings of PostHog, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://posthog.com/docs/api")
        .keywords(&["phc_"])
        .severity(Severity::Low)
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("phc_E", "TYphWdMD1tPog4QUECk3pGEOlLJpCRmR6vLz9u2vG3"), "\"")], &["phc_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
