//! Rules for mailboxlayer.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/mailboxlayer-access-key", "mailboxlayer", r"[a-z0-9]{32}")
        .title("mailboxlayer access key")
        .remedy("Revoke it in the account settings of mailboxlayer, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://mailboxlayer.com/documentation")
        .keywords(&["mailboxlayer", "mailbox_layer"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("mailboxlayer_access_key = \"", concat!("mhnyr", "tjktpn1hitlblztzzvtw4ss7pxk"), "\"")], &["mailboxlayer_access_key = \"${MAILBOXLAYER_ACCESS_KEY}\""]),
];
