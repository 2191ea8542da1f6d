//! Rules for Fastly.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/fastly-api-token", "fastly", r"[A-Za-z0-9=_-]{32}")
        .title("Fastly API token")
        .remedy("Revoke it in the account page of Fastly, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://www.fastly.com/documentation/reference/api/auth-tokens/")
        .keywords(&["fastly"])
        .min_entropy(3.0)
        .examples(&[Example("fastly_key = \"", concat!("oFjiT", "UwY3HzwH8eX35kHQOJfTg9qTNeY"), "\"")], &[]),
];
