//! Rules for packagecloud.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/packagecloud-key", "packagecloud", r"[0-9a-f]{48}")
        .title("packagecloud API key")
        .remedy("Revoke it in the account settings of packagecloud, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["packagecloud", "package_cloud"])
        .min_entropy(3.0)
        .examples(&[Example("packagecloud_key = \"", concat!("ab518", "1b55323e009b6cfa918b7d17271921200b181301262"), "\"")], &["packagecloud_key = \"${PACKAGECLOUD}\""]),
];
