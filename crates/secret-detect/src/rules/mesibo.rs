//! Rules for mesibo.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/mesibo-key", "mesibo", r"[A-Za-z0-9]{64}")
        .title("mesibo API key")
        .remedy("Revoke it in the account settings of mesibo, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["mesibo"])
        .min_entropy(3.4)
        .examples(&[Example("mesibo_key = \"", concat!("mgJjV", "o2Lhjd7ACcFukwJSi3Y8YsjrZ9vfOpiXaRgNfK1adcFFv03S0udO334s9RE"), "\"")], &["mesibo_key = \"${MESIBO}\""]),
];
