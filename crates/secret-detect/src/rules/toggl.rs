//! Rules for Toggl.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/toggl-key", "toggl", r"[0-9a-f]{32}")
        .title("Toggl API key")
        .remedy("Revoke it in the account settings of Toggl, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["toggl"])
        .min_entropy(3.0)
        .examples(&[Example("toggl_key = \"", concat!("ae7f1", "eb7e18ded8d5003640aca540246"), "\"")], &["toggl_key = \"${TOGGL}\""]),
];
