//! Rules for PandaScore.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/pandascore-access-token", "pandascore", r"[A-Za-z0-9_-]{51}")
        .title("PandaScore access token")
        .remedy("Revoke it in the account settings of PandaScore, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developers.pandascore.co/")
        .keywords(&["pandascore"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("pandascore_access_token = \"", concat!("V235K", "NBbXS5jtipdq1zZZcA9jFOVEy58clwElrIBiRRv4PXLRcM"), "\"")], &["pandascore_access_token = \"${PANDASCORE_ACCESS_TOKEN}\""]),
];
