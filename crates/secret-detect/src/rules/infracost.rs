//! Rules for Infracost.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/infracost-api-key", "infracost", r"(?:(?m:^)|[^A-Za-z0-9_.-])(ico-[A-Za-z0-9]{32})\b{end-half}")
        .title("Infracost API key")
        .remedy("Revoke it in the Infracost dashboard, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["ico-"])
        .min_entropy(3.8)
        .examples(&[Example("value: \"", concat!("ico-i", "z0MFwtHg0hh8IyJamo0b5m2wVSjsgVM"), "\"")], &["favicon.ico-7a388b69018576d24b59331fd60aab0c.png"]),
];
