//! Rules for Jotform.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/jotform-key", "jotform", r"[0-9a-f]{32}")
        .title("Jotform API key")
        .remedy("Revoke it in the account settings of Jotform, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["jotform"])
        .min_entropy(3.0)
        .examples(&[Example("jotform_key = \"", concat!("22e25", "238a99fbad843f70a375d8b9985"), "\"")], &["jotform_key = \"${JOTFORM}\""]),
];
