//! Rules for Finnhub.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/finnhub-token", "finnhub", r"[a-z0-9]{20}")
        .title("Finnhub API key")
        .remedy("Revoke it in the dashboard, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["finnhub"])
        .min_entropy(3.0)
        .examples(&[Example("finnhub_key = \"", concat!("guyf0", "7af04yjuprz7imo"), "\"")], &[]),
];
