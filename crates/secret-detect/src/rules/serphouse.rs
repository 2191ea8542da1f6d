//! Rules for SERPHouse.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/serphouse-api-token", "serphouse", r"[A-Za-z0-9]{60}")
        .title("SERPHouse API token")
        .remedy("Revoke it in the account settings of SERPHouse, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.serphouse.com/")
        .keywords(&["serphouse", "serp_house"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("serphouse_api_token = \"", concat!("Vh5tc", "Tng5TQ6UTeOeqJTldDE0wZ07JrFY0QgIFXUmwUe3L2QdFasJXNusPRB"), "\"")], &["serphouse_api_token = \"${SERPHOUSE_API_TOKEN}\""]),
];
