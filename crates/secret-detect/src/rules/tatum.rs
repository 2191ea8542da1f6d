//! Rules for Tatum.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/tatum-key", "tatum", r"(?:t-[0-9a-f-]{24,36}-[0-9a-f]{24}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})")
        .title("Tatum API key")
        .remedy("Revoke it in the account settings of Tatum, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["tatum"])
        .min_entropy(2.8)
        .examples(&[Example("tatum_key = \"", concat!("t-9d1", "e8be2edf3d82df2ef7edd-28521b52538219b5cc39beee"), "\"")], &["tatum_key = \"${TATUM}\""]),
];
