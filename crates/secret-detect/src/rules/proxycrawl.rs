//! Rules for ProxyCrawl.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/proxycrawl-token", "proxycrawl", r"[A-Za-z0-9_-]{22}")
        .title("ProxyCrawl token")
        .remedy("Revoke it in the account settings of ProxyCrawl, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://crawlbase.com/docs/")
        .keywords(&["proxycrawl", "crawlbase"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("proxycrawl_token = \"", concat!("kMgid", "LOZiThrsmB8VLS8r5"), "\"")], &["proxycrawl_token = \"${PROXYCRAWL_TOKEN}\""]),
];
