//! Rules for Clockify.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/clockify-key", "clockify", r"[A-Za-z0-9]{48}")
        .title("Clockify API key")
        .remedy("Revoke it in the account settings of Clockify, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["clockify"])
        .min_entropy(3.4)
        .examples(&[Example("clockify_key = \"", concat!("ft8Bv", "Plorz1nScQP1Jh8ZkPFwU02s2loW8PTkTy7d76hpy1m"), "\"")], &["clockify_key = \"${CLOCKIFY}\""]),
];
