//! Rules for Inngest.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/inngest-key", "inngest", r"\b{start-half}signkey-(?:prod|test|branch)-[0-9a-f]{32,64}\b{end-half}")
        .title("Inngest signing key")
        .remedy("Revoke it in the account settings of Inngest, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["signkey-prod-", "signkey-test-", "signkey-branch-"])
        .min_entropy(3.2)
        .examples(&[Example("value: \"", concat!("signk", "ey-prod-6ae94e2457f03ba98250da42530b30b2"), "\"")], &["signkey-prod-xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
