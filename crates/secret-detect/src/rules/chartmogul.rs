//! Rules for ChartMogul.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/chartmogul-key", "chartmogul", r"[0-9a-f]{32}")
        .title("ChartMogul API key")
        .remedy("Revoke it in the account settings of ChartMogul, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["chartmogul"])
        .min_entropy(3.0)
        .examples(&[Example("chartmogul_key = \"", concat!("8cd60", "2af056c4853a1ca30a0e5a83478"), "\"")], &["chartmogul_key = \"${CHARTMOGUL}\""]),
];
