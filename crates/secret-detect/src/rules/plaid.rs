//! Rules for Plaid.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/plaid-access-token", "plaid", r"access-(?:sandbox|development|production)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
        .title("Plaid access token")
        .remedy("Revoke it in the Plaid dashboard, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["plaid"])
        .severity(Severity::Critical)
        .examples(&[Example("plaid_key = \"", concat!("acces", "s-production-796dd501-7355-5cde-b8c7-1c8c6abedeaa"), "\"")], &[]),
    Rule::assigned("secret/plaid-client-id", "plaid", r"[a-z0-9]{24}")
        .title("Plaid client id")
        .remedy("An identifier alone opens nothing: see that the secret that belongs to it did not leak beside it.")
        .keywords(&["plaid"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("plaid_key = \"", concat!("96f77", "b86b0f36f05ae0c7bf4"), "\"")], &[]),
    Rule::assigned("secret/plaid-secret", "plaid", r"[a-z0-9]{30}")
        .title("Plaid secret")
        .remedy("Revoke it in the Plaid dashboard, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["plaid"])
        .min_entropy(3.0)
        .examples(&[Example("plaid_key = \"", concat!("2f879", "27f5fb875b6a0f789a42f3619"), "\"")], &[]),
];
