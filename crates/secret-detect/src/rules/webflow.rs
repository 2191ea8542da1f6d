//! Rules for Webflow.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/webflow-key", "webflow", r"[0-9a-f]{64}")
        .title("Webflow API key")
        .remedy("Revoke it in the account settings of Webflow, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["webflow"])
        .min_entropy(3.0)
        .examples(&[Example("webflow_key = \"", concat!("cd5a2", "21bb022995f8bf18825e36df61e8faffe2e68a98f3f2d2590ace472c58d"), "\"")], &["webflow_key = \"${WEBFLOW}\""]),
];
