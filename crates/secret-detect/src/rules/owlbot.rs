//! Rules for Owlbot.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/owlbot-token", "owlbot", r"[a-z0-9]{40}")
        .title("Owlbot token")
        .remedy("Revoke it in the account settings of Owlbot, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://owlbot.info/")
        .keywords(&["owlbot"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("owlbot_token = \"", concat!("gb8z0", "gef15s0ql33ldr2bhrg47hacw2d4s451stn"), "\"")], &["owlbot_token = \"${OWLBOT_TOKEN}\""]),
];
