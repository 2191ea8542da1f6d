//! Rules for JumpCloud.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/jumpcloud-token", "jumpcloud", r"\b{start-half}jca_[A-Za-z0-9]{36}\b{end-half}")
        .title("JumpCloud API key")
        .remedy("Revoke it in the API settings of JumpCloud, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["jca_"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("jca_d", "7yTtDNE2VvfxRrJqAm2v4gDZ3bCeUjIPjHI"), "\"")], &["jca_xxxxxxxxxxxxxxxxxxxxxxxx"]),
    Rule::assigned("secret/jumpcloud-key", "jumpcloud", r"[0-9a-f]{40}")
        .title("JumpCloud API key, old form")
        .remedy("Revoke it in the API settings of JumpCloud, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["jumpcloud"])
        .min_entropy(3.0)
        .examples(&[Example("jumpcloud_key = \"", concat!("97c1d", "2ac0e415fe946c5bab16b1e721edfbbe456"), "\"")], &["jumpcloud_key = \"${JUMPCLOUD}\""]),
];
