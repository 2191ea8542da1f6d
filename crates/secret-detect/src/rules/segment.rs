//! Rules for Segment.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/segment-token", "segment", r"\b{start-half}sgp_[A-Za-z0-9]{60,70}\b{end-half}")
        .title("Segment public API token")
        .remedy("Revoke it in the access management page of Segment, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["sgp_"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("sgp_B", "tF0UbmHGaawV217z4SO88hLRm59kYBgF6OXPI6y0zhHxjUHrXGMCFUVtFA4"), "\"")], &["sgp_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
