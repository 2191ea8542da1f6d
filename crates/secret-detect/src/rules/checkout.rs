//! Rules for Checkout.com.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/checkout-secret-key", "checkout", r"\b{start-half}sk_[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b{end-half}")
        .title("Checkout.com secret key")
        .remedy("Revoke it in the dashboard of Checkout.com, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["sk_0", "sk_1", "sk_2", "sk_3", "sk_4", "sk_5", "sk_6", "sk_7", "sk_8", "sk_9", "sk_a", "sk_b", "sk_c", "sk_d", "sk_e", "sk_f"])
        .severity(Severity::Critical)
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("sk_9c", "f42495-554d-6264-19dc-5086c375bf4e"), "\"")], &[]),
];
