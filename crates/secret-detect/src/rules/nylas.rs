//! Rules for Nylas.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/nylas-key", "nylas", r"(?:nyk_[A-Za-z0-9_]{60,80}|[A-Za-z0-9]{30}|[0-9a-z]{25})")
        .title("Nylas API key")
        .remedy("Revoke it in the account settings of Nylas, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["nylas"])
        .min_entropy(3.4)
        .examples(&[Example("nylas_key = \"", concat!("nyk_j", "S8nrGoFEMZ5liEkXnt3sgGKq5eMNt70YKBxsbErcoU8zA9WFICO7EJKUQqm"), "\"")], &["nylas_key = \"${NYLAS}\""]),
];
