//! Rules for Blocknative.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/blocknative-api-key", "blocknative", r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
        .title("Blocknative API key")
        .remedy("Revoke it in the account settings of Blocknative, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.blocknative.com/")
        .keywords(&["blocknative"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("blocknative_api_key = \"", concat!("37d2f", "2a4-276b-0bd0-6654-8bbcded8077e"), "\"")], &["blocknative_api_key = \"${BLOCKNATIVE_API_KEY}\""]),
];
