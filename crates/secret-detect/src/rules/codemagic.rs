//! Rules for Codemagic.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/codemagic-key", "codemagic", r"[A-Za-z0-9_-]{43}")
        .title("Codemagic API key")
        .remedy("Revoke it in the account settings of Codemagic, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["codemagic"])
        .min_entropy(3.4)
        .examples(&[Example("codemagic_key = \"", concat!("Nbdkd", "Guz2wUX9rBQNg7V8t2dAGjlLZc3WKYaRmIpyTQ"), "\"")], &["codemagic_key = \"${CODEMAGIC}\""]),
];
