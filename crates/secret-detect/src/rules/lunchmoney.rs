//! Rules for Lunch Money.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/lunchmoney-api-token", "lunchmoney", r"[0-9a-f]{50}")
        .title("Lunch Money API token")
        .remedy("Revoke it in the account settings of Lunch Money, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://lunchmoney.dev/")
        .keywords(&["lunchmoney", "lunch_money"])
        .min_entropy(3.0)
        .examples(&[Example("lunchmoney_api_token = \"", concat!("460b0", "c2e13c68c974d986efde2a3b9851ae7fc32a66c628986"), "\"")], &["lunchmoney_api_token = \"${LUNCHMONEY_API_TOKEN}\""]),
];
