//! Rules for Supabase.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/supabase-access-token", "supabase", r"\b{start-half}sbp_[a-f0-9]{40}\b{end-half}")
        .title("Supabase access token")
        .remedy("Revoke it in the Supabase dashboard, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://supabase.com/docs/guides/api/api-keys")
        .keywords(&["sbp_"])
        .severity(Severity::Critical)
        .examples(&[Example("value: \"", concat!("sbp_b", "ab5c39b453bbeaf48786e69338df55add444dc1"), "\"")], &[]),
    Rule::token("secret/supabase-secret-key", "supabase", r"\b{start-half}sb_secret_[A-Za-z0-9_-]{31,64}\b{end-half}")
        .title("Supabase secret key")
        .remedy("Revoke it in the Supabase dashboard, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://supabase.com/docs/guides/api/api-keys")
        .keywords(&["sb_secret_"])
        .severity(Severity::Critical)
        .examples(&[Example("value: \"", concat!("sb_se", "cret_tJhcPRJbsP582obRI6kYGeZjBULWgyk"), "\"")], &[]),
];
