//! Rules for fastFOREX.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/fastforex-api-key", "fastforex", r"[0-9a-f]{10}-[0-9a-f]{10}-[a-z0-9]{6}")
        .title("fastFOREX API key")
        .remedy("Revoke it in the account settings of fastFOREX, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://fastforex.readme.io/")
        .keywords(&["fastforex", "fast_forex"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("fastforex_api_key = \"", concat!("c3bde", "fb40c-249a3efe60-504uzk"), "\"")], &["fastforex_api_key = \"${FASTFOREX_API_KEY}\""]),
];
