//! Rules for Mailsac.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/mailsac-key", "mailsac", r"k_[A-Za-z0-9]{36,60}")
        .title("Mailsac API key")
        .remedy("Revoke it in the account settings of Mailsac, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["mailsac"])
        .min_entropy(3.4)
        .examples(&[Example("mailsac_key = \"", concat!("k_YbO", "ZnHWCJx9paSkqfXY0RRWSsYE3fL6vmeCm"), "\"")], &["mailsac_key = \"${MAILSAC}\""]),
];
