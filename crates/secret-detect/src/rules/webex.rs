//! Rules for Webex.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/webex-key", "webex", r"(?:[A-Za-z0-9]{64}_[A-Za-z0-9]{4}_[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[A-Za-z0-9]{64})")
        .title("Webex API key")
        .remedy("Revoke it in the account settings of Webex, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["webex"])
        .min_entropy(2.8)
        .examples(&[Example("webex_key = \"", concat!("xJNt3", "yzW9Jjlu9kMZUqsw1fIuEwsU8FXoS8Hev2KjlQjCOBy1wJIxAVO2gcc8T4H_75TO_4f1a05b", "e-b0bc-90ef-f67c-e5424e80d60d"), "\"")], &["webex_key = \"${WEBEX}\""]),
];
