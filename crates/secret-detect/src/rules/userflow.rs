//! Rules for Userflow.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/userflow-api-key", "userflow", r"ak_[a-z0-9]{26}")
        .title("Userflow API key")
        .remedy("Revoke it in the account settings of Userflow, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.userflow.com/api")
        .keywords(&["userflow"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("userflow_api_key = \"", concat!("ak_up", "vqgmtu1bypx37fe8spu6dtzi"), "\"")], &["userflow_api_key = \"${USERFLOW_API_KEY}\""]),
];
