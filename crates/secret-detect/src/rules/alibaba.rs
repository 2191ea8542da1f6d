//! Rules for Alibaba Cloud.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/alibaba-access-key-id", "alibaba", r"\b{start-half}LTAI[A-Za-z0-9]{12,20}\b{end-half}")
        .title("Alibaba Cloud access key id")
        .remedy("Revoke it in the RAM console of Alibaba Cloud, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["ltai"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("LTAIS", "YL0kE971eYToLWCpuGj"), "\"")], &[]),
    Rule::assigned("secret/alibaba-access-key-secret", "alibaba", r"[A-Za-z0-9]{30}")
        .title("Alibaba Cloud access key secret")
        .remedy("Revoke it in the RAM console of Alibaba Cloud, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["alibaba", "aliyun"])
        .severity(Severity::Critical)
        .examples(&[Example("alibaba_key = \"", concat!("8sye2", "nja3jgzdul48vwpme0rqspya0"), "\"")], &[]),
];
