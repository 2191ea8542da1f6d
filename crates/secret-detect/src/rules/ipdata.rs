//! Rules for ipdata.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/ipdata-key", "ipdata", r"[0-9a-f]{56}")
        .title("ipdata API key")
        .remedy("Revoke it in the account settings of ipdata, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["ipdata"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("ipdata_key = \"", concat!("3de37", "a1e400d48990cd2e60bee466ad51afaae024967fd94ddd8da50"), "\"")], &["ipdata_key = \"${IPDATA}\""]),
];
