//! Rules for SendGrid.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/sendgrid-api-key", "sendgrid", r"\b{start-half}SG\.[A-Za-z0-9_=.-]{66}\b{end-half}")
        .title("SendGrid API key")
        .remedy("Revoke it in the API keys page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys")
        .keywords(&["sg."])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("SG.jg", "D-2Nv20xGhIeXFP3_gci.B7j8GAKdYdepcnTim0orn3DB_O239bEKG_SBxpV6QYk"), "\"")], &["msg.length"]),
];
