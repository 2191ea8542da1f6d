//! Rules for Swiftype.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/swiftype-key", "swiftype", r"[A-Za-z0-9_-]{20}")
        .title("Swiftype API key")
        .remedy("Revoke it in the account settings of Swiftype, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["swiftype"])
        .min_entropy(3.4)
        .examples(&[Example("swiftype_key = \"", concat!("Ty6Id", "mRfPjwl9rhuCw7E"), "\"")], &["swiftype_key = \"${SWIFTYPE}\""]),
];
