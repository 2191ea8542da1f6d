//! Rules for Brex.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/brex-key", "brex", r"\b{start-half}bxt_[A-Za-z0-9]{36,48}\b{end-half}")
        .title("Brex user token")
        .remedy("Revoke it in the account settings of Brex, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["bxt_"])
        .severity(Severity::Critical)
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("bxt_f", "xOPrB6ex1Lp3jP3CNYRyEAMCS3AX8CMSR5e"), "\"")], &["bxt_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
