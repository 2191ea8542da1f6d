//! Rules for Knapsack Pro.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/knapsackpro-token", "knapsackpro", r"[a-z0-9]{32}")
        .title("Knapsack Pro token")
        .remedy("Revoke it in the account settings of Knapsack Pro, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.knapsackpro.com/")
        .keywords(&["knapsackpro", "knapsack_pro"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("knapsackpro_token = \"", concat!("fmv49", "tdaleyt46sch5isqoq99jwf3mhb"), "\"")], &["knapsackpro_token = \"${KNAPSACKPRO_TOKEN}\""]),
];
