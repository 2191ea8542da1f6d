//! Rules for Razorpay.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/razorpay-key", "razorpay", r"\b{start-half}rzp_live_[A-Za-z0-9]{14}\b{end-half}")
        .title("Razorpay live key id")
        .remedy("Revoke it in the account settings of Razorpay, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["rzp_live_"])
        .severity(Severity::Medium)
        .min_entropy(3.2)
        .examples(&[Example("value: \"", concat!("rzp_l", "ive_FETIzSPYR4EqtI"), "\"")], &["rzp_live_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
