//! Rules for Glassnode.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/glassnode-api-key", "glassnode", r"[A-Za-z0-9]{27}")
        .title("Glassnode API key")
        .remedy("Revoke it in the account settings of Glassnode, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.glassnode.com/")
        .keywords(&["glassnode"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("glassnode_api_key = \"", concat!("T1K8Q", "r0is8eq1rjC3PPRBRfgncW"), "\"")], &["glassnode_api_key = \"${GLASSNODE_API_KEY}\""]),
];
