//! Rules for Miro.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/miro-key", "miro", r"[A-Za-z0-9_-]{27}")
        .title("Miro API key")
        .remedy("Revoke it in the account settings of Miro, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["miro_api", "miro_key", "miro_token", "miro_secret", "miro_access", "miro-api", "miro-key", "miro-token", "miroapi", "mirokey", "mirotoken", "mirosecret"])
        .min_entropy(3.4)
        .examples(&[Example("miro_api_key = \"", concat!("qHTze", "yjBRvSNYnQfIeSviHg5e6h"), "\"")], &["miro_api_key = \"${MIRO_API}\""]),
];
