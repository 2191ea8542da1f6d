//! Rules for Trello.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/trello-token", "trello", r"(?:ATTA[A-Za-z0-9]{72}|[a-f0-9]{64}|[A-Za-z0-9]{32})")
        .title("Trello key or token")
        .remedy("Revoke it in the Power-Up admin page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["trello"])
        .examples(&[Example("trello_key = \"", concat!("14242", "b35f22c331a6778360a36960445"), "\"")], &[]),
];
