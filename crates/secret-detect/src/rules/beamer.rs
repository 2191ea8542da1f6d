//! Rules for Beamer.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/beamer-api-token", "beamer", r"b_[A-Za-z0-9=_-]{44}")
        .title("Beamer API token")
        .remedy("Revoke it in the API settings of Beamer, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["beamer"])
        .examples(&[Example("beamer_key = \"", concat!("b_3ij", "2o5gticn0di32kzwd4unhtb9m61rcf5p8alvcdf5g"), "\"")], &[]),
];
