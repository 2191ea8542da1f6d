//! Rules for Honeycomb.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/honeycomb-ingest-key", "honeycomb", r"\b{start-half}hc[a-z]ik_[a-z0-9]{58,64}\b{end-half}")
        .title("Honeycomb ingest or management key")
        .remedy("Revoke it in the API keys page of Honeycomb, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["hcaik_", "hcbik_", "hccik_", "hcdik_", "hceik_", "hcfik_", "hcgik_", "hchik_", "hciik_", "hcjik_", "hckik_", "hclik_", "hcmik_", "hcnik_", "hcoik_", "hcpik_", "hcqik_", "hcrik_", "hcsik_", "hctik_", "hcuik_", "hcvik_", "hcwik_", "hcxik_", "hcyik_", "hczik_"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("hceik", "_s7ihfdd3h5frjz258hp4q7hux8xvegparlqlhlf42qmplpmg313sxgxxtm"), "\"")], &[]),
    Rule::assigned("secret/honeycomb-key", "honeycomb", r"(?:[A-Za-z0-9]{32}|[A-Za-z0-9]{22})")
        .title("Honeycomb API key")
        .remedy("Revoke it in the API keys page of Honeycomb, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["honeycomb", "hny_"])
        .min_entropy(3.4)
        .examples(&[Example("honeycomb_key = \"", concat!("UjtRe", "Ppih36heDCUoNYSRFSnzOsLstlJ"), "\"")], &["honeycomb_key = \"${HONEYCOMB}\""]),
];
