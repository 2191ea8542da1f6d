//! Rules for Postmark.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/postmark-key", "postmark", r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
        .title("Postmark server token")
        .remedy("Revoke it in the account settings of Postmark, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://postmarkapp.com/developer/api/overview")
        .keywords(&["postmark", "x-postmark"])
        .min_entropy(2.8)
        .examples(&[Example("postmark_key = \"", concat!("284e9", "357-2d17-f93e-fef3-fec42647917d"), "\"")], &["postmark_key = \"${POSTMARK}\""]),
];
