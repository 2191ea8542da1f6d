//! Rules for Mixpanel.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/mixpanel-key", "mixpanel", r"[A-Za-z0-9]{32}")
        .title("Mixpanel API key")
        .remedy("Revoke it in the account settings of Mixpanel, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["mixpanel"])
        .severity(Severity::Medium)
        .min_entropy(3.4)
        .examples(&[Example("mixpanel_key = \"", concat!("FTsn3", "QAyzsi5uwQLEB2tiR1mruYQIi5Q"), "\"")], &["mixpanel_key = \"${MIXPANEL}\""]),
];
