//! Rules for Tailscale.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/tailscale-key", "tailscale", r"\b{start-half}tskey-(?:auth|api|client|scim|webhook)-[A-Za-z0-9]{10,20}-[A-Za-z0-9]{20,50}\b{end-half}")
        .title("Tailscale key")
        .remedy("Revoke it in the keys page of the Tailscale admin console, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://tailscale.com/kb/1101/api")
        .keywords(&["tskey-"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("tskey", "-auth-eTNgv1coTe-N88TTxy6jQXguCLqnFlK"), "\"")], &["tskey-api-short"]),
    Rule::token("secret/tailscale-old-key", "tailscale", r"\b{start-half}tskey-[A-Za-z0-9]{16,40}\b{end-half}")
        .title("Tailscale key, old form")
        .remedy("Revoke it in the keys page of the Tailscale admin console, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://tailscale.com/kb/1101/api")
        .keywords(&["tskey-"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("tskey", "-k4Wq9ZtR2mXv7Lp3N"), "\"")], &["tskey-xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
