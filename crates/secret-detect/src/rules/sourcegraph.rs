//! Rules for Sourcegraph.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/sourcegraph-token", "sourcegraph", r"\b{start-half}sgp_(?:(?:[A-Fa-f0-9]{16}|local)_)?[A-Fa-f0-9]{40}\b{end-half}")
        .title("Sourcegraph access token")
        .remedy("Revoke it in the user settings of Sourcegraph, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["sgp_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("sgp_c", "a2a9f692f7bf79d8dd2771bc3df18fcff4b5e0a"), "\"")], &[]),
    Rule::assigned("secret/sourcegraph-legacy-token", "sourcegraph", r"[A-Fa-f0-9]{40}")
        .title("Sourcegraph access token, old form")
        .remedy("Revoke it in the user settings of Sourcegraph, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["sourcegraph"])
        .min_entropy(3.0)
        .examples(&[Example("sourcegraph_key = \"", concat!("07cda", "a46cd75526652c4ebd78ae81ae4faaadd8a"), "\"")], &[]),
];
