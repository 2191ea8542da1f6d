//! Rules for RiteKit.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/ritekit-client-secret", "ritekit", r"[0-9a-f]{44}")
        .title("RiteKit client secret")
        .remedy("Revoke it in the account settings of RiteKit, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["ritekit", "rite_kit"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("ritekit_client_secret = \"", concat!("a141c", "70e4e278c5451518ffdaa24974887453d67e45f"), "\"")], &["ritekit_client_secret = \"${RITEKIT_CLIENT_SECRET}\""]),
];
