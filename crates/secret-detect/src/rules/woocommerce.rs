//! Rules for WooCommerce.

use portcullis_findings::{Confidence, Severity};

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/woocommerce-secret", "woocommerce", r"cs_[a-f0-9]{40}")
        .title("WooCommerce REST API consumer secret")
        .remedy("Revoke it in the REST API page of the shop's settings, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developer.woocommerce.com/docs/apis/rest-api/authentication/")
        .keywords(&["woocommerce", "consumer_secret", "consumersecret", "wc_"])
        .confidence(Confidence::High)
        .min_entropy(3.0)
        .examples(&[Example("consumer_secret: \"", concat!("cs_a50f51", "0dc6c4393a96e78c3403049d3e8474f2a7"), "\"")], &["cs_1234567890abcdef"]),
    Rule::assigned("secret/woocommerce-key", "woocommerce", r"ck_[a-f0-9]{40}")
        .title("WooCommerce REST API consumer key")
        .remedy("Revoke it in the REST API page of the shop's settings, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developer.woocommerce.com/docs/apis/rest-api/authentication/")
        .keywords(&["woocommerce", "consumer_key", "consumerkey", "wc_"])
        .confidence(Confidence::High)
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("consumer_key: \"", concat!("ck_dccc06", "616cd334b459e42220d8c947e0dedc8b13"), "\"")], &["ck_1234567890abcdef"]),
];
