//! Rules for Stripe.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/stripe-live-key", "stripe", r"\b{start-half}[rs]k_(?:live|prod)_[A-Za-z0-9]{10,200}\b{end-half}")
        .title("Stripe live secret key")
        .remedy("Revoke it in the API keys page of the dashboard, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.stripe.com/keys")
        .keywords(&["sk_live_", "rk_live_", "sk_prod_", "rk_prod_"])
        .severity(Severity::Critical)
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("sk_li", "ve_irTQhTQoJwgwSb2vxKDsfnl69O6wXuvu"), "\"")], &[]),
    Rule::token("secret/stripe-test-key", "stripe", r"\b{start-half}[rs]k_test_[A-Za-z0-9]{10,200}\b{end-half}")
        .title("Stripe test secret key")
        .remedy("Roll the key in the API keys page of the dashboard. It moves no money, but it opens test data.")
        .docs("https://docs.stripe.com/keys")
        .keywords(&["sk_test_", "rk_test_"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("sk_te", "st_uGuT6CpHpSIzvzukADva589RkBCKnwS9"), "\"")], &["task_test_tiy8pcd8fy4hwf9r2qzakusrt71z1w"]),
    Rule::token("secret/stripe-webhook-secret", "stripe", r"\b{start-half}whsec_[A-Za-z0-9+/=]{24,64}")
        .title("Stripe webhook signing secret")
        .remedy("Revoke it in the API keys page of the dashboard, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.stripe.com/webhooks")
        .keywords(&["whsec_"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("whsec", "_vCDz2tKPMEQ8Xzf91xj4cpO14CAyU6Ga"), "\"")], &[]),
];
