//! Rules for Budibase.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/budibase-key", "budibase", r"[0-9a-f]{32}-[0-9a-f]{78,80}")
        .title("Budibase API key")
        .remedy("Revoke it in the account settings of Budibase, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["budibase"])
        .min_entropy(3.0)
        .examples(&[Example("budibase_key = \"", concat!("eb7bf", "4f2a1046b703cd9d688a2621989-d44433a108e2f5e144500c33422b5ce0f1273ce91efb", "c3d1a063d50c47a9f440fbc4a197b2e9e6"), "\"")], &["budibase_key = \"${BUDIBASE}\""]),
];
