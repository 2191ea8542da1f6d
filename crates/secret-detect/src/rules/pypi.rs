//! Rules for PyPI.

use portcullis_findings::Severity;

use crate::proof::pypi_token;
use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/pypi-token", "pypi", r"pypi-AgE[A-Za-z0-9_-]{60,800}")
        .title("PyPI API token")
        .remedy("Revoke it in the account settings of the index, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["pypi-age"])
        .severity(Severity::Critical)
        .min_entropy(3.0)
        .check(pypi_token)
        .examples(&[Example("value: \"", concat!("pypi-", "AgEIcHlwaS5vcmcCJDliMzVhODdjLWU0OWQtYjQzZC1hOTI1LWRlZWNjNjliZTFhYQACDHsi", "dmVyc2lvbiI6MQAABiAe49wF24YT0vtACQiJ0j_Sn2nXIBee-1rnCO1xbYUcWQ"), "\"")], &[]),
];
