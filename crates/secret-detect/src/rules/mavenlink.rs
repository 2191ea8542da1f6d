//! Rules for Mavenlink.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/mavenlink-access-token", "mavenlink", r"[a-z0-9]{64}")
        .title("Mavenlink access token")
        .remedy("Revoke it in the account settings of Mavenlink, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developer.kantata.com/")
        .keywords(&["mavenlink"])
        .min_entropy(3.0)
        .examples(&[Example("mavenlink_access_token = \"", concat!("ecnzu", "4b44sf8s50mdvcio6x3pq18gnd2qjxz8jg79r8u7f8rj7x96i86r2xnv7b4"), "\"")], &["mavenlink_access_token = \"${MAVENLINK_ACCESS_TOKEN}\""]),
];
