//! Rules for Honeybadger.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/honeybadger-key", "honeybadger", r"\b{start-half}hb[ps]_[A-Za-z0-9]{36}\b{end-half}")
        .title("Honeybadger API key")
        .remedy("Revoke it in the account settings of Honeybadger, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["hbp_", "hbs_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("hbp_a", "2Pae1Nq2Expia8pZIQHmgVuDFCeQsKJgZ9A"), "\"")], &["hbp_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
