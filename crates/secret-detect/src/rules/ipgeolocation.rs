//! Rules for IPGeolocation.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/ipgeolocation-key", "ipgeolocation", r"[0-9a-f]{32}")
        .title("IPGeolocation API key")
        .remedy("Revoke it in the account settings of IPGeolocation, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["ipgeolocation", "ip_geolocation"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("ipgeolocation_key = \"", concat!("b6737", "a379a5787823f6e3681d5ac077b"), "\"")], &["ipgeolocation_key = \"${IPGEOLOCATION}\""]),
];
