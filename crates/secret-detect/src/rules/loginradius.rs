//! Rules for LoginRadius.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/loginradius-key", "loginradius", r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
        .title("LoginRadius API key")
        .remedy("Revoke it in the account settings of LoginRadius, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["loginradius"])
        .min_entropy(2.8)
        .examples(&[Example("loginradius_key = \"", concat!("d1f7e", "30c-ae8f-5ee4-6bff-22e03dfeb7f0"), "\"")], &["loginradius_key = \"${LOGINRADIUS}\""]),
];
