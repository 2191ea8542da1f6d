//! Rules for Linode.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/linode-key", "linode", r"[0-9a-f]{64}")
        .title("Linode API token")
        .remedy("Revoke it in the account settings of Linode, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["linode"])
        .severity(Severity::Critical)
        .min_entropy(3.0)
        .examples(&[Example("linode_key = \"", concat!("b6cc4", "80e099443d6dc15d35b43b1bed2552a148725236f20357f82a07653610f"), "\"")], &["linode_key = \"${LINODE}\""]),
];
