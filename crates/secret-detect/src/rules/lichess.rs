//! Rules for Lichess.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/lichess-token", "lichess", r"\b{start-half}lip_[A-Za-z0-9_]{20,36}\b{end-half}")
        .title("Lichess personal access token")
        .remedy("Revoke it in the API access tokens page of Lichess, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["lip_"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("lip_K", "d8v2QmZt5Yx7Lr3Nw9B"), "\"")], &["lip_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
