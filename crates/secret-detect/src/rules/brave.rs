//! Rules for Brave.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/brave-search-key", "brave", r"BSA[A-Za-z0-9_-]{24,32}")
        .title("Brave Search API key")
        .remedy("Revoke it in the API dashboard of Brave Search, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["brave", "x-subscription-token"])
        .min_entropy(3.5)
        .examples(&[Example("BRAVE_API_KEY=\"", concat!("BSAk7", "QxT2vLm9ZrW4nYc8HdPf3GsJ6b"), "\"")], &["X-Subscription-Token: ${BRAVE_KEY}"]),
];
