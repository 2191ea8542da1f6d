//! Rules for Dependency-Track.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/dependencytrack-key", "dependencytrack", r"\b{start-half}odt_(?:[A-Za-z0-9]{8}_)?[A-Za-z0-9]{32}\b{end-half}")
        .title("Dependency-Track API key")
        .remedy("Revoke it in the account settings of Dependency-Track, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["odt_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("odt_Y", "0y0PN0B4O2G8Ih6aWh1BXqWixn8g1Tc"), "\"")], &["odt_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
