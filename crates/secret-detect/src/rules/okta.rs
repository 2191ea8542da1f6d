//! Rules for Okta.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/okta-token", "okta", r"00[A-Za-z0-9_=-]{40}")
        .title("Okta API token")
        .remedy("Revoke it in the API tokens page of the Okta admin console, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developer.okta.com/docs/guides/create-an-api-token/")
        .keywords(&["okta"])
        .min_entropy(4.0)
        .examples(&[Example("okta_key = \"", concat!("00x1w", "9UwJWtAyrPWsCtNxH9wb8cOVuL98hvfi3IvSo"), "\"")], &[]),
];
