//! Rules for Railway.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/railway-key", "railway", r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
        .title("Railway token")
        .remedy("Revoke it in the account settings of Railway, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["railway"])
        .min_entropy(2.8)
        .examples(&[Example("railway_key = \"", concat!("77466", "990-7a59-28eb-4a32-c7895093b847"), "\"")], &["railway_key = \"${RAILWAY}\""]),
];
