//! Rules for Moosend.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/moosend-api-key", "moosend", r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
        .title("Moosend API key")
        .remedy("Revoke it in the account settings of Moosend, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.moosend.com/")
        .keywords(&["moosend"])
        .min_entropy(3.0)
        .examples(&[Example("moosend_api_key = \"", concat!("9f7c3", "ddb-565a-d52f-1ac6-bdf943552fd5"), "\"")], &["moosend_api_key = \"${MOOSEND_API_KEY}\""]),
];
