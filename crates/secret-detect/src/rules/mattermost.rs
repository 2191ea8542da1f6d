//! Rules for Mattermost.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/mattermost-token", "mattermost", r"[a-z0-9]{26}")
        .title("Mattermost access token")
        .remedy("Revoke it in the security settings of the profile, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["mattermost"])
        .min_entropy(3.0)
        .examples(&[Example("mattermost_key = \"", concat!("zqqbo", "4cqs16vsqolorcti8en5w"), "\"")], &[]),
];
