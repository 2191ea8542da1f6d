//! Rules for Mercury.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/mercury-token", "mercury", r"\b{start-half}(?:secret-token:)?mercury_production_[a-z]{2,4}_[A-Za-z0-9]{40,50}_yrucrem\b{end-half}")
        .title("Mercury API token")
        .remedy("Revoke it in the API tokens page of Mercury, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["mercury_production_"])
        .severity(Severity::Critical)
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("mercu", "ry_production_lw_MbV33Udl54hcOiXSJs8rJbzDd0kRLNe22FSk0tA5_yrucrem"), "\"")], &["mercury_production_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
