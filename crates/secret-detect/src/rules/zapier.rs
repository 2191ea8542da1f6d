//! Rules for Zapier.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/zapier-webhook", "zapier", r"hooks\.zapier\.com/hooks/catch/[0-9]{3,10}/[a-z0-9]{5,12}(?:/[a-z0-9]{5,12})?")
        .title("Zapier webhook")
        .remedy("Revoke it in the trigger of the Zap, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["hooks.zapier.com/"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("https://", concat!("hooks", ".zapier.com/hooks/catch/4829163/b7q2zk9"), "/")], &["https://hooks.zapier.com/hooks/catch/"]),
];
