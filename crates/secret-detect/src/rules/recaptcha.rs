//! Rules for reCAPTCHA.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/recaptcha-key", "recaptcha", r"6L[A-Za-z0-9_-]{38}")
        .title("reCAPTCHA key")
        .remedy("Revoke it in the account settings of reCAPTCHA, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["recaptcha", "captcha_secret", "captcha_private"])
        .severity(Severity::Medium)
        .min_entropy(3.4)
        .examples(&[Example("recaptcha_key = \"", concat!("6LBXV", "oiKbQFTawso82NmdcgDk24q413NcXlKlWr4"), "\"")], &["recaptcha_key = \"${RECAPTCHA}\""]),
];
