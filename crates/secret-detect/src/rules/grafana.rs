//! Rules for Grafana.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/grafana-service-account-token", "grafana", r"\b{start-half}glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}\b{end-half}")
        .title("Grafana service account token")
        .remedy("Revoke it in the service accounts page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://grafana.com/docs/grafana/latest/administration/service-accounts/")
        .keywords(&["glsa_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("glsa_", "yz5zPUT4zqGYoOlfTacjly3eEhvRRMvB_f18f91b4"), "\"")], &[]),
    Rule::token("secret/grafana-cloud-token", "grafana", r"\b{start-half}glc_[A-Za-z0-9+/]{32,400}={0,3}")
        .title("Grafana Cloud access policy token")
        .remedy("Revoke it in the service accounts page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://grafana.com/docs/grafana/latest/administration/service-accounts/")
        .keywords(&["glc_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("glc_O", "RutKCNlF8mzc1r2MJS8gpnFF5WP3V7XyTymUcJRoXdORwH2Rv4EhO4fhlplU9lpq4CzWdcMx", "hsilYp8"), "\"")], &["void GLC_StateBeginUnderwaterAliasModelCaustics(texture_ref base_texture)"]),
    Rule::token("secret/grafana-api-key", "grafana", r"\b{start-half}eyJrIjoi[A-Za-z0-9]{60,400}={0,3}")
        .title("Grafana API key")
        .remedy("Revoke it in the service accounts page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://grafana.com/docs/grafana/latest/administration/api-keys/")
        .keywords(&["eyjrijoi"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("eyJrI", "joivvk9R7lDX4yWuIM7dkNrjQ2pCY3cxE5tAIQ7MPdvYK9nuLeylRpL96Jc5o5RjufkaUehF", "U1uzRaBezUwaVkP"), "\"")], &[]),
];
