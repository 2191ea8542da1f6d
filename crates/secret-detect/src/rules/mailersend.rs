//! Rules for MailerSend.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/mailersend-token", "mailersend", r"\b{start-half}mlsn\.[a-z0-9]{48,64}\b{end-half}")
        .title("MailerSend API token")
        .remedy("Revoke it in the API tokens page of MailerSend, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["mlsn."])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("mlsn.", "u98d5llrzb0e77z5waqy5n41b3z7p49jtaysau0wx24i3pxc"), "\"")], &["mlsn.xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
