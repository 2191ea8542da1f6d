//! Rules for Mailmodo.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/mailmodo-api-key", "mailmodo", r"[A-Z0-9]{7}-[A-Z0-9]{7}-[A-Z0-9]{7}-[A-Z0-9]{7}")
        .title("Mailmodo API key")
        .remedy("Revoke it in the account settings of Mailmodo, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["mailmodo"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("mailmodo_api_key = \"", concat!("LNG76", "18-QXPRUEE-G6SBLXC-MRRDTVK"), "\"")], &["mailmodo_api_key = \"${MAILMODO_API_KEY}\""]),
];
