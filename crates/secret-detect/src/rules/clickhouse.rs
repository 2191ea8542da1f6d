//! Rules for ClickHouse Cloud.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/clickhouse-cloud-secret", "clickhouse", r"\b{start-half}4b1d[A-Za-z0-9]{38}\b{end-half}")
        .title("ClickHouse Cloud API secret")
        .remedy("Revoke it in the API keys page of ClickHouse Cloud, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["4b1d"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("4b1d1", "COZVVgaCM4VVjXqbLhBXqQOVQzhZ6M8rYd9Bx"), "\"")], &[]),
];
