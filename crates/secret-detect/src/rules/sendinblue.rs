//! Rules for Brevo.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/sendinblue-api-key", "sendinblue", r"\b{start-half}xkeysib-[a-f0-9]{64}-[A-Za-z0-9]{16}\b{end-half}")
        .title("Brevo API key")
        .remedy("Revoke it in the SMTP and API page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["xkeysib-"])
        .examples(&[Example("value: \"", concat!("xkeys", "ib-6a95b8d51ed8540d5812927ed1a3b9cc946d570b7f4c42ba9453ea244d986847-cxkb", "ng1Vnwty30K0"), "\"")], &[]),
];
