//! Rules for Nightfall.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/nightfall-api-key", "nightfall", r"NF-[A-Za-z0-9]{32}")
        .title("Nightfall API key")
        .remedy("Revoke it in the account settings of Nightfall, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://help.nightfall.ai/")
        .keywords(&["nightfall"])
        .min_entropy(3.0)
        .examples(&[Example("nightfall_api_key = \"", concat!("NF-lF", "XzxIUkuVe9gWIRXY4NCzED9ewJYi0D"), "\"")], &["nightfall_api_key = \"${NIGHTFALL_API_KEY}\""]),
];
