//! Rules for Semaphore.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/semaphore-key", "semaphore", r"[A-Za-z0-9_-]{20}")
        .title("Semaphore API key")
        .remedy("Revoke it in the account settings of Semaphore, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["semaphore_api", "semaphore_key", "semaphore_token", "semaphore_secret", "semaphore_access", "semaphore-api", "semaphore-key", "semaphore-token", "semaphoreapi", "semaphorekey", "semaphoretoken", "semaphoresecret"])
        .min_entropy(3.4)
        .examples(&[Example("semaphore_api_key = \"", concat!("EduIR", "0YB8qVEbEX7ZqHD"), "\"")], &["semaphore_api_key = \"${SEMAPHORE_API}\""]),
];
