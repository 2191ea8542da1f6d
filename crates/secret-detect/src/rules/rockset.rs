//! Rules for Rockset.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/rockset-api-key", "rockset", r"[A-Za-z0-9]{64}")
        .title("Rockset API key")
        .remedy("Revoke it in the account settings of Rockset, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.rockset.com/documentation/")
        .keywords(&["rockset"])
        .min_entropy(3.0)
        .examples(&[Example("rockset_api_key = \"", concat!("RZ1qk", "d6ti6M2PVVOyVpqkJkJ28cMscmWwLeGxqsGcc0WMI7VLN1RnOqqTL3fdoGz"), "\"")], &["rockset_api_key = \"${ROCKSET_API_KEY}\""]),
];
