//! Rules for AppVeyor.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/appveyor-key", "appveyor", r"v2\.[a-z0-9]{20}")
        .title("AppVeyor API key")
        .remedy("Revoke it in the account settings of AppVeyor, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["appveyor"])
        .min_entropy(3.4)
        .examples(&[Example("appveyor_key = \"", concat!("v2.pj", "4q5rqdw4wo5ysdr7vf"), "\"")], &["appveyor_key = \"${APPVEYOR}\""]),
];
