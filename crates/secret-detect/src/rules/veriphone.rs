//! Rules for Veriphone.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/veriphone-api-key", "veriphone", r"[A-Z0-9]{32}")
        .title("Veriphone API key")
        .remedy("Revoke it in the account settings of Veriphone, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://veriphone.io/docs/v2")
        .keywords(&["veriphone"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("veriphone_api_key = \"", concat!("CKCZ8", "7M5N06FPB8Z0H509KPQ809218C1"), "\"")], &["veriphone_api_key = \"${VERIPHONE_API_KEY}\""]),
];
