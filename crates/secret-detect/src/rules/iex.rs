//! Rules for IEX Cloud.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/iex-key", "iex", r"[sp]k_[0-9a-f]{32}")
        .title("IEX Cloud API key")
        .remedy("Revoke it in the account settings of IEX Cloud, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["iexcloud", "iex_cloud", "iexapis", "iex_token", "iex_api"])
        .min_entropy(3.0)
        .examples(&[Example("iexcloud_key = \"", concat!("sk_0b", "65952531295907e00d754932460ad9"), "\"")], &["iexcloud_key = \"${IEXCLOUD}\""]),
];
