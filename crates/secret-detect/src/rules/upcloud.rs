//! Rules for UpCloud.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/upcloud-token", "upcloud", r"\b{start-half}ucat_[A-Z0-9]{26}\b{end-half}")
        .title("UpCloud API token")
        .remedy("Revoke it in the API tokens page of UpCloud, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["ucat_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("ucat_", "Y0PJ0PN7RT2TOLWGM91G4JJA0L"), "\"")], &["ucat_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
