//! Rules for IPinfo.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/ipinfo-key", "ipinfo", r"[0-9a-f]{14}")
        .title("IPinfo API key")
        .remedy("Revoke it in the account settings of IPinfo, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["ipinfo"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("ipinfo_key = \"", concat!("00232", "e16f87115"), "\"")], &["ipinfo_key = \"${IPINFO}\""]),
];
