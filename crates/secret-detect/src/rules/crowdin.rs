//! Rules for Crowdin.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/crowdin-key", "crowdin", r"[A-Za-z0-9]{80}")
        .title("Crowdin API key")
        .remedy("Revoke it in the account settings of Crowdin, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["crowdin"])
        .min_entropy(3.4)
        .examples(&[Example("crowdin_key = \"", concat!("OZCgo", "3OE44z0CRvBvh2cTeVwb60bAtkLARl3llXAxdt2bjm0XzhOdlirZobLQPLH2jU34Pu4AvnnX", "l0J"), "\"")], &["crowdin_key = \"${CROWDIN}\""]),
];
