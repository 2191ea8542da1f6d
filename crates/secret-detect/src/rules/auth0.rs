//! Rules for Auth0.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/auth0-key", "auth0", r"[A-Za-z0-9_-]{64}")
        .title("Auth0 client secret")
        .remedy("Revoke it in the account settings of Auth0, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://auth0.com/docs/secure/application-credentials")
        .keywords(&["auth0"])
        .min_entropy(3.4)
        .examples(&[Example("auth0_key = \"", concat!("bjQQB", "oJfcdIFmRivkxncETAihBg27T2WMT0wEeZKvTXCznEQK5e9LdgrGO7AQ6Uh"), "\"")], &["auth0_key = \"${AUTH_}\""]),
];
