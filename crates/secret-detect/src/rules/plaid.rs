//! Rules for Plaid.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/plaid-access-token", "plaid", r"access-(?:sandbox|development|production)-[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}")
        .title("Plaid access token")
        .remedy("Revoke it in the Plaid dashboard, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["plaid"])
        .severity(Severity::Critical)
        .examples(&[Example("plaid_key = \"", concat!("acces", "s-production-c8c6abed-eaa9-6f77-b86b-0f36f05ae0c7"), "\"")], &[]),
    Rule::assigned("secret/plaid-client-id", "plaid", r"[A-Za-z0-9]{24}")
        .title("Plaid client id")
        .remedy("An identifier alone opens nothing: see that the secret that belongs to it did not leak beside it.")
        .keywords(&["plaid"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("plaid_key = \"", concat!("bf42f", "87927f5fb875b6a0f78"), "\"")], &[]),
    Rule::assigned("secret/plaid-secret", "plaid", r"[a-z0-9]{30}")
        .title("Plaid secret")
        .remedy("Revoke it in the Plaid dashboard, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["plaid"])
        .min_entropy(3.0)
        .examples(&[Example("plaid_key = \"", concat!("9a42f", "3619a9759273a8029ab324c2e"), "\"")], &[]),
];
