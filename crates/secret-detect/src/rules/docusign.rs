//! Rules for DocuSign.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/docusign-key", "docusign", r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
        .title("DocuSign secret key")
        .remedy("Revoke it in the account settings of DocuSign, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["docusign"])
        .min_entropy(2.8)
        .examples(&[Example("docusign_key = \"", concat!("3ee1e", "634-279c-d1c6-1fac-ac1318c08f3c"), "\"")], &["docusign_key = \"${DOCUSIGN}\""]),
];
