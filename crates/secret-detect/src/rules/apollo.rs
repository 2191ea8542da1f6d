//! Rules for Apollo.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/apollo-key", "apollo", r"(?:service:[A-Za-z0-9_-]{2,40}:[A-Za-z0-9_-]{20,24}|user:[A-Za-z0-9_.-]{2,60}:[A-Za-z0-9_-]{20,24}|[A-Za-z0-9_-]{22})")
        .title("Apollo API key")
        .remedy("Revoke it in the account settings of Apollo, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["apollo_key", "apollo_api", "apollo-key", "apollokey", "apolloapi", "apollo_token"])
        .min_entropy(3.4)
        .examples(&[Example("apollo_key = \"", concat!("servi", "ce:Ko:qWkzIEU15VIMRgJ7JoLJ"), "\"")], &["apollo_key = \"${APOLLO_KEY}\""]),
];
