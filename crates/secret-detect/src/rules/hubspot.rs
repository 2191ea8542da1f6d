//! Rules for HubSpot.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/hubspot-api-key", "hubspot", r"(?i:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})")
        .title("HubSpot API key")
        .remedy("Revoke it in the private apps page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developers.hubspot.com/docs/guides/apps/private-apps/overview")
        .keywords(&["hubspot"])
        .examples(&[Example("hubspot_key = \"", concat!("cf49e", "023-425c-72aa-c175-0061976ef0ab"), "\"")], &[]),
    Rule::token("secret/hubspot-private-app-token", "hubspot", r"\b{start-half}pat-(?:na|eu)[0-9]-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
        .title("HubSpot private app token")
        .remedy("Revoke it in the private apps page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developers.hubspot.com/docs/guides/apps/private-apps/overview")
        .keywords(&["pat-na", "pat-eu"])
        .examples(&[Example("value: \"", concat!("pat-n", "a1-cf4c6cb2-c3be-070d-a19d-22728143d6ca"), "\"")], &[]),
];
