//! Rules for Polar.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/polar-key", "polar", r"\b{start-half}polar_(?:oat|pat|sat|cst|whs)_[A-Za-z0-9]{43}\b{end-half}")
        .title("Polar API key")
        .remedy("Revoke it in the account settings of Polar, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["polar_oat_", "polar_pat_", "polar_sat_", "polar_cst_", "polar_whs_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("polar", "_oat_aVB0ehXtOC1IrQBMRH1bI4riUcw6WfDdnLQbCxQYUg1"), "\"")], &["polar_oat_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
