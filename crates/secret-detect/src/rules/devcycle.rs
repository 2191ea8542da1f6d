//! Rules for DevCycle.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/devcycle-server-key", "devcycle", r"\b{start-half}dvc_server_[A-Za-z0-9_]{24,64}\b{end-half}")
        .title("DevCycle server SDK key")
        .remedy("Revoke it in the environment settings of DevCycle, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["dvc_server_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("dvc_s", "erver_j75NecosSpDSPFrxy3juP3EY"), "\"")], &["dvc_server_xxxxxxxxxxxxxxxxxxxxxxxx"]),
    Rule::token("secret/devcycle-client-key", "devcycle", r"\b{start-half}dvc_(?:client|mobile)_[A-Za-z0-9_]{24,64}\b{end-half}")
        .title("DevCycle client or mobile SDK key")
        .remedy("Revoke it in the environment settings of DevCycle, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["dvc_client_", "dvc_mobile_"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("dvc_c", "lient_1YuYWHCJyfSMRDAUpuPuXZjq"), "\"")], &["dvc_client_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
