//! Rules for Snyk.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/snyk-token", "snyk", r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
        .title("Snyk API token")
        .remedy("Revoke it in the account settings of Snyk, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["snyk"])
        .examples(&[Example("snyk_key = \"", concat!("1688f", "4cf-f16a-35b0-3c06-b1873699a247"), "\"")], &[]),
];
