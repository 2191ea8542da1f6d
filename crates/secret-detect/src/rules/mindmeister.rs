//! Rules for MindMeister.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/mindmeister-key", "mindmeister", r"[A-Za-z0-9]{43}")
        .title("MindMeister API key")
        .remedy("Revoke it in the account settings of MindMeister, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["mindmeister"])
        .min_entropy(3.4)
        .examples(&[Example("mindmeister_key = \"", concat!("4dXvX", "0deVKSKsv8TgmWP5j9YTAmCr1nMGYNz7XtUZOy"), "\"")], &["mindmeister_key = \"${MINDMEISTER}\""]),
];
