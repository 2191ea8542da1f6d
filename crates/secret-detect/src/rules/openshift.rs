//! Rules for OpenShift.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/openshift-token", "openshift", r"\b{start-half}sha256~[A-Za-z0-9_-]{43}\b{end-half}")
        .title("OpenShift user token")
        .remedy("Revoke it in `oc logout`, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["sha256~"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("sha25", "6~n5yiCFIUWuTqBKcbdrj1lrlcyQQWAKYnY-zIoNEyqdk"), "\"")], &["sha256~XXXXXXXXXX_PUT_YOUR_TOKEN_HERE_XXXXXXXXXXXX"]),
];
