//! Rules for ClickUp.

use portcullis_findings::Confidence;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/clickup-token", "clickup", r"pk_[0-9]{6,10}_[A-Z0-9]{32}")
        .title("ClickUp personal API token")
        .remedy("Revoke it in the apps settings of ClickUp, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["clickup"])
        .min_entropy(3.0)
        .examples(&[Example("clickup_key = \"", concat!("pk_57", "3865_AOT05YC91NAJQLMFELQU3OMNDKA8Y2I3"), "\"")], &["clickup_key = \"${CLICKUP}\""]),
    Rule::token("secret/clickup-personal-token", "clickup", r"\b{start-half}pk_[0-9]{8}_[A-Z0-9]{32}\b{end-half}")
        .title("ClickUp personal API token by its form")
        .remedy("Revoke it in the apps settings of ClickUp, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["pk_0", "pk_1", "pk_2", "pk_3", "pk_4", "pk_5", "pk_6", "pk_7", "pk_8", "pk_9"])
        .confidence(Confidence::Medium)
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("pk_74", "766333_YUV8410T91G3HTMP1QPCE8JPORB81ZTN"), "\"")], &["pk_12345678_short"]),
];
