//! Rules for Eventbrite.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/eventbrite-key", "eventbrite", r"[A-Z0-9]{20}")
        .title("Eventbrite API key")
        .remedy("Revoke it in the account settings of Eventbrite, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["eventbrite"])
        .min_entropy(3.4)
        .examples(&[Example("eventbrite_key = \"", concat!("SKIR9", "RM2WKBZFTILN8IL"), "\"")], &["eventbrite_key = \"${EVENTBRITE}\""]),
];
