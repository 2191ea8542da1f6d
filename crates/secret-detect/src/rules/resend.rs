//! Rules for Resend.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/resend-key", "resend", r"\b{start-half}re_[A-Za-z0-9]{8}_[A-Za-z0-9]{20,28}\b{end-half}")
        .title("Resend API key")
        .remedy("Revoke it in the account settings of Resend, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["re_"])
        .min_entropy(4.0)
        .examples(&[Example("value: \"", concat!("re_wX", "6dOE7r_95w6UqKYUgWMOOP4Kyhr"), "\"")], &["re_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
