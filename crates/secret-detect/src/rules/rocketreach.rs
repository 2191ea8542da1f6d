//! Rules for RocketReach.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/rocketreach-api-key", "rocketreach", r"[a-z0-9]{39}")
        .title("RocketReach API key")
        .remedy("Revoke it in the account settings of RocketReach, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://rocketreach.co/api")
        .keywords(&["rocketreach", "rocket_reach"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("rocketreach_api_key = \"", concat!("3vdmq", "v1ddtn6lld8p5nwhyny5h1uiebzb3vhije"), "\"")], &["rocketreach_api_key = \"${ROCKETREACH_API_KEY}\""]),
];
