//! Rules for Pulumi.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/pulumi-token", "pulumi", r"\b{start-half}pul-[a-f0-9]{40}\b{end-half}")
        .title("Pulumi access token")
        .remedy("Revoke it in the access tokens page of Pulumi Cloud, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://www.pulumi.com/docs/pulumi-cloud/access-management/access-tokens/")
        .keywords(&["pul-"])
        .examples(&[Example("value: \"", concat!("pul-9", "72f97b3d4cf2e4de4cf677a27fb4729a1cd51f9"), "\"")], &["vipul-f0eb1acf0da84c06a50c5b2c59932001997786b1"]),
];
