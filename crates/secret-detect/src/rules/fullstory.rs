//! Rules for FullStory.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/fullstory-key", "fullstory", r"(?:na1|eu1)\.[A-Za-z0-9+/=]{24,120}")
        .title("FullStory API key")
        .remedy("Revoke it in the API keys page of FullStory, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["fullstory"])
        .min_entropy(3.5)
        .examples(&[Example("fullstory_key = \"", concat!("na1.o", "PdVMWtSin8B1VVDoTs9RyKW"), "\"")], &["fullstory_key = \"${FULLSTORY}\""]),
];
