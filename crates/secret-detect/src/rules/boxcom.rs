//! Rules for Box.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/box-token", "boxcom", r"[A-Za-z0-9]{32}")
        .title("Box token or client secret")
        .remedy("Revoke it in the developer console of Box, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["box_access", "box_developer", "box_token", "boxtoken", "box_client", "box_secret", "boxsdk", "box-token", "boxaccess", "boxclient", "box_api"])
        .min_entropy(3.5)
        .examples(&[Example("box_access_key = \"", concat!("OpJ49", "p62Gs5VwMvbfnYXkUhXLPuApcyG"), "\"")], &["box_access_key = \"${BOX_ACCESS}\""]),
];
