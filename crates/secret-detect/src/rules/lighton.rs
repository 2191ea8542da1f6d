//! Rules for LightOn.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/lighton-key", "lighton", r"[A-Za-z0-9_.-]{48}")
        .title("LightOn Paradigm API key")
        .remedy("Revoke it in the API keys page of Paradigm, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["lighton", "paradigm"])
        .min_entropy(3.8)
        .examples(&[Example("lighton_key = \"", concat!("33qie", "zVuq1E2ZPWIWLJs18bVSvyIaIahJWkULfTWL86.cBlP"), "\"")], &["lighton_key = \"${LIGHTON}\""]),
];
