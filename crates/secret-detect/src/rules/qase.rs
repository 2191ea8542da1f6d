//! Rules for Qase.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/qase-api-token", "qase", r"[A-Za-z0-9]{40}")
        .title("Qase API token")
        .remedy("Revoke it in the account settings of Qase, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developers.qase.io/")
        .keywords(&["qase_api", "qase_token", "qase_testops", "qaseapi", "qase-token", "qase-api"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("qase_api_api_token = \"", concat!("ruTA5", "TLBG9sh2ea6KV2n6JyRyhY8kHu89wqhSlFA"), "\"")], &["qase_api_api_token = \"${QASE_API_API_TOKEN}\""]),
];
