//! Rules for ZeroBounce.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/zerobounce-key", "zerobounce", r"[a-z0-9]{32}")
        .title("ZeroBounce API key")
        .remedy("Revoke it in the account settings of ZeroBounce, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["zerobounce"])
        .min_entropy(3.4)
        .examples(&[Example("zerobounce_key = \"", concat!("mwts2", "kih1em0l0uixz792nmjy6v4zjin"), "\"")], &["zerobounce_key = \"${ZEROBOUNCE}\""]),
];
