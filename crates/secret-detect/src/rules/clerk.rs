//! Rules for Clerk.

use portcullis_findings::Confidence;

use crate::rule::{Example, Rank, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/clerk-secret-key", "clerk", r"sk_(?:live|test)_[A-Za-z0-9]{32,64}")
        .title("Clerk secret key")
        .remedy("Revoke it in the API keys page of Clerk, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["clerk"])
        .confidence(Confidence::High)
        .rank(Rank::NamedToken)
        .min_entropy(3.5)
        .examples(&[Example("clerk_key = \"", concat!("sk_li", "ve_IgLpO0GieujOrsUQq9ofuZvnxAf0ui8T"), "\"")], &["clerk_key = \"${CLERK}\""]),
];
