//! Rules for Twelve Data.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/twelvedata-key", "twelvedata", r"[0-9a-f]{32}")
        .title("Twelve Data API key")
        .remedy("Revoke it in the account settings of Twelve Data, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["twelvedata", "twelve_data"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("twelvedata_key = \"", concat!("4f99d", "c2d2b4805c8261f5985d248ad98"), "\"")], &["twelvedata_key = \"${TWELVEDATA}\""]),
];
