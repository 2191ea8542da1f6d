//! Rules for Hetzner.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/hetzner-key", "hetzner", r"[A-Za-z0-9]{64}")
        .title("Hetzner Cloud API token")
        .remedy("Revoke it in the account settings of Hetzner, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["hetzner", "hcloud"])
        .severity(Severity::Critical)
        .min_entropy(4.0)
        .examples(&[Example("hetzner_key = \"", concat!("WLMp4", "igouwUBhkB1UGeI1z81ElsESsHBrAq18YpbPkEhyIqwGcIGBSDa8P1dRhNb"), "\"")], &["hetzner_key = \"${HETZNER}\""]),
];
