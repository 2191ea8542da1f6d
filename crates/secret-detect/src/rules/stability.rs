//! Rules for Stability AI.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/stability-key", "stability", r"sk-[A-Za-z0-9]{48}")
        .title("Stability AI API key")
        .remedy("Revoke it in the API keys page of the Stability platform, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["stability", "dreamstudio"])
        .min_entropy(3.5)
        .examples(&[Example("stability_key = \"", concat!("sk-mB", "IoTfkVfzpC90kkhrYnanv3wlxUeiPINmcGmssZrGzS9JKf"), "\"")], &["stability_key = \"${STABILITY}\""]),
];
