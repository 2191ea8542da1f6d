//! Rules for Sonar.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/sonar-token", "sonar", r"\b{start-half}sq[upa]_[a-f0-9]{40}\b{end-half}")
        .title("SonarQube token")
        .remedy("Revoke it in the security page of the account, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["squ_", "sqp_", "sqa_"])
        .examples(&[Example("value: \"", concat!("squ_5", "c5c4d659bb2dc6cf2f5bfb13ab6036ac4064428"), "\"")], &[]),
    Rule::assigned("secret/sonar-legacy-token", "sonar", r"(?:sq[upa]_)?[A-Za-z0-9=_-]{40}")
        .title("SonarQube token, old form")
        .remedy("Revoke it in the security page of the account, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["sonar"])
        .examples(&[Example("sonar_key = \"", concat!("b9if2", "b3y3lrv6txo78v0phidvsriryttcadhuc63"), "\"")], &[]),
];
