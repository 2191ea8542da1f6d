//! Rules for api.data.gov.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/datagov-key", "datagov", r"[A-Za-z0-9]{40}")
        .title("api.data.gov API key")
        .remedy("Have it disabled by those who run api.data.gov, sign up for a new one, and pass that from a secret store instead of the text.")
        .keywords(&["data.gov", "data_gov", "datagov"])
        .severity(Severity::Medium)
        .min_entropy(3.5)
        .examples(&[Example("DATA_GOV_API_KEY = \"", concat!("oQGXy9KTU", "MAFGrM14gENAsIrsD3mbLFecbVjafQ4"), "\"")], &["DATA_GOV_API_KEY = DEMO_KEY"]),
];
