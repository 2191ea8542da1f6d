//! Rules for Holiday API.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/holidayapi-key", "holidayapi", r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
        .title("Holiday API key")
        .remedy("Revoke it in the account settings of Holiday API, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://holidayapi.com/docs")
        .keywords(&["holidayapi", "holiday_api"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("holidayapi_key = \"", concat!("76341", "711-efcb-20f6-5796-2f9641553a43"), "\"")], &["holidayapi_key = \"${HOLIDAYAPI_KEY}\""]),
];
