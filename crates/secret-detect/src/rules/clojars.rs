//! Rules for Clojars.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/clojars-token", "clojars", r"(?i:CLOJARS)_[A-Za-z0-9]{60}\b{end-half}")
        .title("Clojars deploy token")
        .remedy("Revoke it in the tokens page of the account, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["clojars_"])
        .examples(&[Example("value: \"", concat!("CLOJA", "RS_11oqq19g4lhjz3bg3y3go4lu9g7u8jnaxb6zf2cgzn9rytoi1srm3413e6vg"), "\"")], &[]),
];
