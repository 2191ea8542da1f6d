//! Rules for Insightly.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/insightly-api-key", "insightly", r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
        .title("Insightly API key")
        .remedy("Revoke it in the account settings of Insightly, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://api.insightly.com/v3.1/Help")
        .keywords(&["insightly"])
        .min_entropy(3.0)
        .examples(&[Example("insightly_api_key = \"", concat!("82c97", "c8e-7286-437e-433a-7bb179dd62d3"), "\"")], &["insightly_api_key = \"${INSIGHTLY_API_KEY}\""]),
];
