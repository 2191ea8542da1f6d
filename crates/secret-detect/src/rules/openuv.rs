//! Rules for OpenUV.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/openuv-api-key", "openuv", r"[a-z0-9]{32}")
        .title("OpenUV API key")
        .remedy("Revoke it in the account settings of OpenUV, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://www.openuv.io/")
        .keywords(&["openuv", "open_uv"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("openuv_api_key = \"", concat!("22jy6", "freuodphwn77synhk8o5fxcz2ej"), "\"")], &["openuv_api_key = \"${OPENUV_API_KEY}\""]),
];
