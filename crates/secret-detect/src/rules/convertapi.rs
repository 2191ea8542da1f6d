//! Rules for ConvertAPI.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/convertapi-secret", "convertapi", r"[A-Za-z0-9]{16}")
        .title("ConvertAPI secret")
        .remedy("Revoke it in the account settings of ConvertAPI, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.convertapi.com/docs/authentication")
        .keywords(&["convertapi", "convert_api"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("convertapi_secret = \"", concat!("Bbu23", "EWXC1EWTPzp"), "\"")], &["convertapi_secret = \"${CONVERTAPI_SECRET}\""]),
];
