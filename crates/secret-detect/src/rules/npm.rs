//! Rules for npm.

use portcullis_findings::{Confidence, Severity};

use crate::proof::prefixed_token;
use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/npm-token", "npm", r"\b{start-half}npm_[A-Za-z0-9]{36}\b{end-half}")
        .title("npm access token")
        .remedy("Revoke it in the access tokens page of the account, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["npm_"])
        .severity(Severity::Critical)
        .min_entropy(3.0)
        .check(prefixed_token)
        .examples(&[Example("value: \"", concat!("npm_N", "8YrmdZ6Eba7XTXzwJ8qZt8KsTFMUR2bGpEn"), "\"")], &["npm_config_registry"]),
    Rule::token("secret/npm-auth-token", "npm", r#"_authToken\s{0,3}=\s{0,3}"?([A-Za-z0-9_.+/=-]{20,200})"#)
        .title("npm token in a configuration file")
        .remedy("Revoke it in the access tokens page of the account, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["_authtoken"])
        .confidence(Confidence::Medium)
        .min_entropy(3.0)
        .examples(&[Example("//registry.example/:_authToken=", concat!("27e0a", "63f-d948-6779-6c6e-aede6801364b"), "")], &["_authToken=${NPM_TOKEN}"]),
];
