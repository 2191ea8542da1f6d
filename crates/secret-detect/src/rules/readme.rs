//! Rules for ReadMe.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/readme-api-key", "readme", r"\b{start-half}rdme_[a-z0-9]{70}\b{end-half}")
        .title("ReadMe API key")
        .remedy("Revoke it in the project settings, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["rdme_"])
        .examples(&[Example("value: \"", concat!("rdme_", "6yvfp4j4plzx6w8qfwn41xu76yndj3b2i4myxwyred2uhkrppnxufercwgywerz9olwaov"), "\"")], &[]),
];
