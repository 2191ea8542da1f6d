//! Rules for Pushbullet.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/pushbullet-key", "pushbullet", r"o\.[A-Za-z0-9]{32}")
        .title("Pushbullet API key")
        .remedy("Revoke it in the account settings of Pushbullet, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["pushbullet"])
        .min_entropy(3.4)
        .examples(&[Example("pushbullet_key = \"", concat!("o.hOK", "gEJIrbbqPYNdKP5CucPI6zxPBRsz1"), "\"")], &["pushbullet_key = \"${PUSHBULLET}\""]),
];
