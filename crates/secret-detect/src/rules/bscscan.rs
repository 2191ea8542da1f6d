//! Rules for BscScan.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/bscscan-key", "bscscan", r"[0-9A-Z]{34}")
        .title("BscScan API key")
        .remedy("Revoke it in the account settings of BscScan, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["bscscan"])
        .severity(Severity::Low)
        .min_entropy(3.4)
        .examples(&[Example("bscscan_key = \"", concat!("U2LRZ", "CL2EYQTMN08VG6Q5PGQ5MWS0H5QW2"), "\"")], &["bscscan_key = \"${BSCSCAN}\""]),
];
