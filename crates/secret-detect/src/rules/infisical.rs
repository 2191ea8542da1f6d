//! Rules for Infisical.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/infisical-key", "infisical", r"\b{start-half}st\.[0-9a-f]{24}\.[0-9a-f]{32}\.[0-9a-f]{32}\b{end-half}")
        .title("Infisical service token")
        .remedy("Revoke it in the account settings of Infisical, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["st.0", "st.1", "st.2", "st.3", "st.4", "st.5", "st.6", "st.7", "st.8", "st.9", "st.a", "st.b", "st.c", "st.d", "st.e", "st.f"])
        .min_entropy(3.2)
        .examples(&[Example("value: \"", concat!("st.55", "76d9c74b68cda91e6c923a.1d1930bf71970b01657a0e8e0d7845af.738fa397638a4199", "e6b9e5441554a7da"), "\"")], &[]),
];
