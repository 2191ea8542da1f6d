//! Rules for Diffbot.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/diffbot-key", "diffbot", r"[0-9a-f]{32}")
        .title("Diffbot API key")
        .remedy("Revoke it in the account settings of Diffbot, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["diffbot"])
        .min_entropy(3.0)
        .examples(&[Example("diffbot_key = \"", concat!("39c82", "9456eb191dca69148404dfc4df2"), "\"")], &["diffbot_key = \"${DIFFBOT}\""]),
];
