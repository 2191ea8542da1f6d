//! Rules for Statuspal.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/statuspal-api-key", "statuspal", r"[A-Za-z0-9]{32}")
        .title("Statuspal API key")
        .remedy("Revoke it in the account settings of Statuspal, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://www.statuspal.io/api-docs")
        .keywords(&["statuspal"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("statuspal_api_key = \"", concat!("m97fr", "c6kSmZfyvLfxr85gUzkDNipxw7m"), "\"")], &["statuspal_api_key = \"${STATUSPAL_API_KEY}\""]),
];
