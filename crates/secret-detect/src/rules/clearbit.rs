//! Rules for Clearbit.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/clearbit-key", "clearbit", r"sk_[0-9a-f]{32}")
        .title("Clearbit API key")
        .remedy("Revoke it in the account settings of Clearbit, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["clearbit"])
        .min_entropy(3.0)
        .examples(&[Example("clearbit_key = \"", concat!("sk_bc", "94d46951500ea807f804575a7f2fb9"), "\"")], &["clearbit_key = \"${CLEARBIT}\""]),
];
