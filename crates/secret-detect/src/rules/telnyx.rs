//! Rules for Telnyx.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/telnyx-key", "telnyx", r"\b{start-half}KEY0[0-9A-F]{31}_[A-Za-z0-9]{22}\b{end-half}")
        .title("Telnyx API key")
        .remedy("Revoke it in the API keys page of Telnyx, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["key0"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("KEY09", "B5A20134DD843C78F886721D4379D5_XzMdlfH0T1LULm3HfUrCOv"), "\"")], &["KEY0xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
