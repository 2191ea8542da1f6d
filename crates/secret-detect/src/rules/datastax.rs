//! Rules for DataStax.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/datastax-astra-token", "datastax", r"\b{start-half}AstraCS:[A-Za-z0-9]{10,40}(?::[0-9a-f]{64})?\b{end-half}")
        .title("DataStax Astra application token")
        .remedy("Revoke it in the tokens page of Astra DB, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["astracs:"])
        .min_entropy(2.5)
        .examples(&[Example("value: \"", concat!("Astra", "CS:edjclNIL9A"), "\"")], &["AstraCS:short"]),
];
