//! Rules for HubSpot.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/hubspot-api-key", "hubspot", r"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}")
        .title("HubSpot API key")
        .remedy("Revoke it in the private apps page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developers.hubspot.com/docs/guides/apps/private-apps/overview")
        .keywords(&["hubspot"])
        .examples(&[Example("hubspot_key = \"", concat!("abcf4", "c6c-b2c3-be07-0da1-9d22728143d6"), "\"")], &[]),
    Rule::token("secret/hubspot-private-app-token", "hubspot", r"\b{start-half}pat-(?:na|eu)[0-9]-[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}")
        .title("HubSpot private app token")
        .remedy("Revoke it in the private apps page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developers.hubspot.com/docs/guides/apps/private-apps/overview")
        .keywords(&["pat-na", "pat-eu"])
        .examples(&[Example("value: \"", concat!("pat-n", "a1-caa8b4e8-5cb8-ed9a-c27a-ea733038a367"), "\"")], &[]),
];
