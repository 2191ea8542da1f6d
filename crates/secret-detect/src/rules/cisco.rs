//! Rules for Cisco Meraki.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/cisco-meraki-key", "cisco", r"[0-9a-f]{40}")
        .title("Cisco Meraki API key")
        .remedy("Revoke it in the profile page of the Meraki dashboard, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["meraki"])
        .examples(&[Example("meraki_key = \"", concat!("28109", "f845238a7a1673343ce1fc77da881be891c"), "\"")], &[]),
];
