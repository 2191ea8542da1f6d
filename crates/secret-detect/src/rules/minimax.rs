//! Rules for MiniMax.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/minimax-key", "minimax", r"\b{start-half}sk-(?:api|cp)-[A-Za-z0-9_-]{100,140}\b{end-half}")
        .title("MiniMax API key")
        .remedy("Revoke it in the API keys page of the MiniMax platform, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["sk-api-", "sk-cp-"])
        .min_entropy(4.0)
        .examples(&[Example("value: \"", concat!("sk-ap", "i-6k67EzmcYlY5jpaKm8fNtdXXgpBWfqEuNMyHPh5tUrRbSIEebPY28NWFRXdNVZaCwJvDOn", "ODFaZl4nLdbL2cNIHohZ2SXTKeCyeR"), "\"")], &["sk-api-xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
