//! Rules for Paystack.

use portcullis_findings::{Confidence, Severity};

use crate::rule::{Example, Rank, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/paystack-key", "paystack", r"(?:sk_(?:live|test)_[0-9a-f]{40})")
        .title("Paystack API key")
        .remedy("Revoke it in the account settings of Paystack, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["paystack"])
        .severity(Severity::Critical)
        .confidence(Confidence::High)
        .rank(Rank::NamedToken)
        .min_entropy(3.0)
        .examples(&[Example("paystack_key = \"", concat!("sk_li", "ve_7ad1eba48598d53910ff94018c956863242af09a"), "\"")], &["paystack_key = \"${PAYSTACK}\""]),
];
