//! Rules for Financial Modeling Prep.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/financialmodelingprep-api-key", "financialmodelingprep", r"[A-Za-z0-9]{32}")
        .title("Financial Modeling Prep API key")
        .remedy("Revoke it in the account settings of Financial Modeling Prep, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://site.financialmodelingprep.com/developer/docs")
        .keywords(&["financialmodelingprep", "financial_modeling_prep", "fmp_api"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("financialmodelingprep_api_key = \"", concat!("mvMyy", "lAW9v74jQVQs26OaRib5K7Vnzbq"), "\"")], &["financialmodelingprep_api_key = \"${FINANCIALMODELINGPREP_API_KEY}\""]),
];
