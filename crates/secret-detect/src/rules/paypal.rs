//! Rules for PayPal.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/paypal-braintree-token", "paypal", r"\b{start-half}access_token\$(?:production|sandbox)\$[0-9a-z]{16}\$[0-9a-f]{32}\b{end-half}")
        .title("PayPal Braintree access token")
        .remedy("Revoke it in the developer dashboard of PayPal, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["access_token$"])
        .severity(Severity::Critical)
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("acces", "s_token$production$5bj9kyhba8bfelg5$d4b95de3e8d4833eda81c7c961eaa204"), "\"")], &["access_token$xxxxxxxxxxxxxxxxxxxxxxxx"]),
    Rule::assigned("secret/paypal-secret", "paypal", r"[AE][A-Za-z0-9_-]{79}")
        .title("PayPal client id or secret")
        .remedy("Revoke it in the developer dashboard of PayPal, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["paypal"])
        .min_entropy(4.0)
        .examples(&[Example("paypal_key = \"", concat!("AN3Jw", "bDQnIODokMauImoProKGWQ8YNOlDqhQfEqtJ0gfGYRjI88xJ7ROODybOcxpH8Bz2cyEOSNQN", "ZN1"), "\"")], &["paypal_key = \"${PAYPAL}\""]),
];
