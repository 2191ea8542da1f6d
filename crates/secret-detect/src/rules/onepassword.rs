//! Rules for 1Password.

use portcullis_findings::Severity;

use crate::proof::{base64_end, one_password_token};
use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/onepassword-service-account-token", "onepassword", r"ops_eyJ[A-Za-z0-9+/_-]{200}")
        .title("1Password service account token")
        .remedy("Revoke it in the 1Password account, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developer.1password.com/docs/service-accounts/")
        .keywords(&["ops_eyj"])
        .severity(Severity::Critical)
        .min_entropy(3.8)
        .extension(8 * 1024, base64_end)
        .check(one_password_token)
        .examples(&[Example("value: \"", concat!("ops_e", "yJzaWduSW5BZGRyZXNzIjoiYWNtZS4xcGFzc3dvcmQuZXhhbXBsZSIsInVzZXJBdXRoIjp7I", "m1ldGhvZCI6IlNSUGctNDA5NiIsImFsZyI6IlBCRVMyZy1IUzI1NiIsIml0ZXJhdGlvbnMiO", "jY1MDAwMCwic2FsdCI6Im04UEhvYjdhQ1BmcVpBVFVGSWtvY3cifSwiZW1haWwiOiI5NW45a", "HJvcnB5NjJAMXBhc3N3b3Jkc2VydmljZWFjY291bnRzLmV4YW1wbGUiLCJzcnBYIjoiMzE4Y", "WFhZDU1NjcyZGNhNGVjZTE3MzYzM2U5YmU4OWUyMDI4MDM0MmE3ZjMwMWJjNmFlYWE3YjRiM", "zIyYTQ1YyIsInNlY3JldEtleSI6IkEzLU9FSTc2MyJ9"), "\"")], &[]),
    Rule::token("secret/onepassword-secret-key", "onepassword", r"\b{start-half}A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}\b{end-half}")
        .title("1Password secret key")
        .remedy("Revoke it in the 1Password account, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developer.1password.com/docs/service-accounts/")
        .keywords(&["a3-"])
        .severity(Severity::Critical)
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("A3-6J", "P2KZ-3OVPPN-M49O5-B20EI-NHUIY-U7F0P"), "\"")], &["A3-XXXXXX-XXXXXX-XXXXX-XXXXX-XXXXX-XXXXX"]),
];
