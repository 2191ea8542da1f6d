//! Rules for spoonacular.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/spoonacular-key", "spoonacular", r"[0-9a-f]{32}")
        .title("spoonacular API key")
        .remedy("Revoke it in the account settings of spoonacular, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["spoonacular"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("spoonacular_key = \"", concat!("1285a", "2fe19782cb02e73a11233818af6"), "\"")], &["spoonacular_key = \"${SPOONACULAR}\""]),
];
