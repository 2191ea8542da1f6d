//! Rules for GraphHopper.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/graphhopper-key", "graphhopper", r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
        .title("GraphHopper API key")
        .remedy("Revoke it in the account settings of GraphHopper, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["graphhopper"])
        .severity(Severity::Low)
        .min_entropy(2.8)
        .examples(&[Example("graphhopper_key = \"", concat!("b1418", "ac1-d84a-839d-1371-92336ac67563"), "\"")], &["graphhopper_key = \"${GRAPHHOPPER}\""]),
];
