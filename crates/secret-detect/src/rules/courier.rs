//! Rules for Courier.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/courier-key", "courier", r"\b{start-half}pk_(?:prod|test)_[A-Z0-9]{28}\b{end-half}")
        .title("Courier API key")
        .remedy("Revoke it in the account settings of Courier, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["pk_prod_", "pk_test_"])
        .min_entropy(3.2)
        .examples(&[Example("value: \"", concat!("pk_pr", "od_7WJ8QJIAXARE613U2H0O7PCZBXAN"), "\"")], &["pk_prod_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
