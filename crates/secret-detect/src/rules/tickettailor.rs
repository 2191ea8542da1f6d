//! Rules for Ticket Tailor.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/tickettailor-api-key", "tickettailor", r"sk_[0-9]{3,6}_[0-9]{4,8}_[0-9a-f]{32}")
        .title("Ticket Tailor API key")
        .remedy("Revoke it in the account settings of Ticket Tailor, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developers.tickettailor.com/")
        .keywords(&["tickettailor", "ticket_tailor"])
        .min_entropy(3.0)
        .examples(&[Example("tickettailor_api_key = \"", concat!("sk_48", "21_137204_1a5ebfd0475d9e24ab8cc4ca58e484a7"), "\"")], &["tickettailor_api_key = \"${TICKETTAILOR_API_KEY}\""]),
];
