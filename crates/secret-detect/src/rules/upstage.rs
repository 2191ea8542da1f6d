//! Rules for Upstage.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/upstage-key", "upstage", r"(?:up_[A-Za-z0-9]{29}|[A-Za-z0-9]{32,40})")
        .title("Upstage API key")
        .remedy("Revoke it in the API keys page of the Upstage console, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["upstage"])
        .min_entropy(3.5)
        .examples(&[Example("upstage_key = \"", concat!("up_x6", "Hl96MRztpfdaeh2gVMMI2fBj0Xc"), "\"")], &["upstage_key = \"${UPSTAGE}\""]),
];
