//! Rules for positionstack.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/positionstack-access-key", "positionstack", r"[a-z0-9]{32}")
        .title("positionstack access key")
        .remedy("Revoke it in the account settings of positionstack, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://positionstack.com/documentation")
        .keywords(&["positionstack", "position_stack"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("positionstack_access_key = \"", concat!("7crux", "33g83nxvvayuqv7kd9up0p3b8op"), "\"")], &["positionstack_access_key = \"${POSITIONSTACK_ACCESS_KEY}\""]),
];
