//! Rules for countrylayer.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/countrylayer-api-key", "countrylayer", r"[a-z0-9]{32}")
        .title("countrylayer API key")
        .remedy("Revoke it in the account settings of countrylayer, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://countrylayer.com/documentation/")
        .keywords(&["countrylayer", "country_layer"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("countrylayer_api_key = \"", concat!("gal2p", "y6g3sby75ltqjwb80z3kjudsk9q"), "\"")], &["countrylayer_api_key = \"${COUNTRYLAYER_API_KEY}\""]),
];
