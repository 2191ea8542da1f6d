//! Rules for Cisco Meraki.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/meraki-key", "meraki", r"[0-9a-f]{40}")
        .title("Cisco Meraki API key")
        .remedy("Revoke it in the account settings of Cisco Meraki, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["meraki"])
        .min_entropy(3.0)
        .examples(&[Example("meraki_key = \"", concat!("e270c", "21a0cadc71e614a0199d0630eb8fdd872c0"), "\"")], &["meraki_key = \"${MERAKI}\""]),
];
