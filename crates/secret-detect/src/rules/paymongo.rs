//! Rules for PayMongo.

use portcullis_findings::{Confidence, Severity};

use crate::rule::{Example, Rank, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/paymongo-key", "paymongo", r"(?:sk_(?:live|test)_[A-Za-z0-9]{24})")
        .title("PayMongo API key")
        .remedy("Revoke it in the account settings of PayMongo, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["paymongo"])
        .severity(Severity::Critical)
        .confidence(Confidence::High)
        .rank(Rank::NamedToken)
        .min_entropy(3.4)
        .examples(&[Example("paymongo_key = \"", concat!("sk_li", "ve_Z0OILn3BCTOISdG0s51YyKLN"), "\"")], &["paymongo_key = \"${PAYMONGO}\""]),
];
