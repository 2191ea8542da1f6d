//! Rules for Wise.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/wise-api-token", "wise", r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
        .title("Wise API token")
        .remedy("Revoke it in the account settings of Wise, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.wise.com/api-docs")
        .keywords(&["transferwise", "wise_api", "wise_token"])
        .min_entropy(3.0)
        .examples(&[Example("transferwise_api_token = \"", concat!("067ab", "0f5-28f9-f8d9-f6b6-82fbc7d0136f"), "\"")], &["transferwise_api_token = \"${TRANSFERWISE_API_TOKEN}\""]),
];
