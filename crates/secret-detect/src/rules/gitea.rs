//! Rules for Gitea.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/gitea-token", "gitea", r"[0-9a-f]{40}")
        .title("Gitea access token")
        .remedy("Revoke it in the applications settings of Gitea, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["gitea", "forgejo", "codeberg"])
        .min_entropy(3.0)
        .examples(&[Example("gitea_key = \"", concat!("5558d", "9c8c3dca826ffdf5a1541398113df5bf212"), "\"")], &["gitea_key = \"${GITEA}\""]),
];
