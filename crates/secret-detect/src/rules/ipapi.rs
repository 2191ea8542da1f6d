//! Rules for ipapi.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/ipapi-access-key", "ipapi", r"[a-z0-9]{32}")
        .title("ipapi access key")
        .remedy("Revoke it in the account settings of ipapi, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://ipapi.com/documentation")
        .keywords(&["ipapi_key", "ipapi_access", "ipapi_api", "ipapi_token", "ipapikey"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("ipapi_key = \"", concat!("ukd7j", "1zcwrh25vfy0bl235v6xs18gvfz"), "\"")], &["ipapi_key = \"${IPAPI_KEY}\""]),
];
