//! Rules for Storecove.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/storecove-api-key", "storecove", r"[A-Za-z0-9_-]{43}")
        .title("Storecove API key")
        .remedy("Revoke it in the account settings of Storecove, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://www.storecove.com/docs/")
        .keywords(&["storecove"])
        .min_entropy(3.0)
        .examples(&[Example("storecove_api_key = \"", concat!("lQY4q", "ebkzEhNZMiweGA9iyJzaQPnfEz2iClTPcx5kmC"), "\"")], &["storecove_api_key = \"${STORECOVE_API_KEY}\""]),
];
