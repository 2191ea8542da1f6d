//! Rules for Zoom.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/zoom-key", "zoom", r"(?:[A-Za-z0-9]{36}|[A-Za-z0-9]{32})")
        .title("Zoom client secret")
        .remedy("Revoke it in the account settings of Zoom, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["zoom_api", "zoom_key", "zoom_token", "zoom_secret", "zoom_access", "zoom-api", "zoom-key", "zoom-token", "zoomapi", "zoomkey", "zoomtoken", "zoomsecret", "zoom_client"])
        .min_entropy(3.4)
        .examples(&[Example("zoom_api_key = \"", concat!("3wFKg", "sGXtxWSFlhU00tG8YJBQ2tPCgx2"), "\"")], &["zoom_api_key = \"${ZOOM_API}\""]),
];
