//! Rules for Grafana.

use crate::proof::{grafana_token, prefixed_json};
use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/grafana-service-account-token", "grafana", r"\b{start-half}glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}\b{end-half}")
        .title("Grafana service account token")
        .remedy("Revoke it in the service accounts page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://grafana.com/docs/grafana/latest/administration/service-accounts/")
        .keywords(&["glsa_"])
        .min_entropy(3.0)
        .check(grafana_token)
        .examples(&[Example("value: \"", concat!("glsa_", "q8Zt3Lm7Vx2Kp9Rw4Hs6Jd5Nf1bYp0Tc_bea990dd"), "\"")], &["glsa_short"]),
    Rule::token("secret/grafana-cloud-token", "grafana", r"\b{start-half}glc_[A-Za-z0-9+/]{32,400}={0,3}")
        .title("Grafana Cloud access policy token")
        .remedy("Revoke it in the service accounts page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://grafana.com/docs/grafana/latest/administration/service-accounts/")
        .keywords(&["glc_"])
        .min_entropy(3.0)
        .check(prefixed_json)
        .examples(&[Example("value: \"", concat!("glc_e", "yJvIjoiNDgyOTE2IiwibiI6InN0YWNrLTQ4MjkxNi1pbnRlZ3JhdGlvbi1idWlsZC", "IsImsiOiJxOFp0M0xtN1Z4MktwOVJ3NEhzNkpkNU4iLCJtIjp7InIiOiJldSJ9fQ=="), "\"")], &["glc_short"]),
    Rule::token("secret/grafana-api-key", "grafana", r"\b{start-half}eyJrIjoi[A-Za-z0-9]{60,400}={0,3}")
        .title("Grafana API key")
        .remedy("Revoke it in the service accounts page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://grafana.com/docs/grafana/latest/administration/api-keys/")
        .keywords(&["eyjrijoi"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("eyJrI", "joivvk9R7lDX4yWuIM7dkNrjQ2pCY3cxE5tAIQ7MPdvYK9nuLeylRpL96Jc5o5RjufkaUehF", "U1uzRaBezUwaVkP"), "\"")], &[]),
];
