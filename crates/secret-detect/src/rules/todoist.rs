//! Rules for Todoist.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/todoist-key", "todoist", r"[0-9a-f]{40}")
        .title("Todoist API key")
        .remedy("Revoke it in the account settings of Todoist, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["todoist"])
        .min_entropy(3.0)
        .examples(&[Example("todoist_key = \"", concat!("1ffaf", "ba3dc51ed4be1b21fa09052b1eddca9ce50"), "\"")], &["todoist_key = \"${TODOIST}\""]),
];
