//! Rules for PartnerStack.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/partnerstack-api-key", "partnerstack", r"[A-Za-z0-9]{64}")
        .title("PartnerStack API key")
        .remedy("Revoke it in the account settings of PartnerStack, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.partnerstack.com/")
        .keywords(&["partnerstack"])
        .min_entropy(3.0)
        .examples(&[Example("partnerstack_api_key = \"", concat!("FmvNQ", "7aUzNN3fpenlaarzcc59NEjRvXw0NlU7VYe4kFRqigMcusd2ze7lVNffDmi"), "\"")], &["partnerstack_api_key = \"${PARTNERSTACK_API_KEY}\""]),
];
