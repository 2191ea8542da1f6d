//! Rules for Drone CI.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/droneci-token", "droneci", r"[a-z0-9]{32}")
        .title("Drone CI token")
        .remedy("Revoke it in the account page of the server, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["droneci", "drone_token"])
        .examples(&[Example("droneci_key = \"", concat!("15lwv", "lcw7jduh2qvbq8pwc09akcxaiex"), "\"")], &[]),
];
