//! Rules for Pixabay.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/pixabay-key", "pixabay", r"[0-9]{7,8}-[0-9a-f]{25}")
        .title("Pixabay API key")
        .remedy("Revoke it in the account settings of Pixabay, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["pixabay"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("pixabay_key = \"", concat!("48081", "72-488eb80a7b792e9a86e41d6a6"), "\"")], &["pixabay_key = \"${PIXABAY}\""]),
];
