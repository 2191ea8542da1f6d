//! Rules for Scalingo.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/scalingo-token", "scalingo", r"\b{start-half}tk-us-[A-Za-z0-9_-]{48}")
        .title("Scalingo API token")
        .remedy("Revoke it in the account page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["tk-us-"])
        .examples(&[Example("value: \"", concat!("tk-us", "-XpbyyiuOPUt5fFF-UJc09lL2X-uvK8_pDd5Onz1wpslcF_C2"), "\"")], &[]),
];
