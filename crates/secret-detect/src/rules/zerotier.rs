//! Rules for ZeroTier.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/zerotier-key", "zerotier", r"[A-Za-z0-9]{32}")
        .title("ZeroTier API key")
        .remedy("Revoke it in the account settings of ZeroTier, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["zerotier"])
        .min_entropy(3.4)
        .examples(&[Example("zerotier_key = \"", concat!("0TgOk", "urIhCt2Ro5C9q4cmDJt99S9qHax"), "\"")], &["zerotier_key = \"${ZEROTIER}\""]),
];
