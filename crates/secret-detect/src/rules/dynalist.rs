//! Rules for Dynalist.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/dynalist-api-token", "dynalist", r"[A-Za-z0-9_-]{128}")
        .title("Dynalist API token")
        .remedy("Revoke it in the account settings of Dynalist, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://apidocs.dynalist.io/")
        .keywords(&["dynalist"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("dynalist_api_token = \"", concat!("w8vfv", "TDLRvEGgWe11d3oajmX1nLp4GrxPS7IxVoKjSyO4nxD3K5ebRFTgQGlfbwBaE1gZ4HtjyBmyMlhpNg2r27oCRS8okqqSLUCrlq5qi39UPejwVhWiikmlHKiuMIv"), "\"")], &["dynalist_api_token = \"${DYNALIST_API_TOKEN}\""]),
];
