//! Rules for redirect.pizza.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/redirect-pizza-token", "redirectpizza", r"\b{start-half}rpa_[a-z0-9]{30}\b{end-half}")
        .title("redirect.pizza API token")
        .remedy("Revoke it in the API settings of redirect.pizza, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["rpa_"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("rpa_9", "stvb2sevbdydncmqi12v55vhpafya"), "\"")], &["rpa_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
