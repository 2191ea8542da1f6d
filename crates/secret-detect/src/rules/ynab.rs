//! Rules for YNAB.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/ynab-access-token", "ynab", r"(?:[0-9a-f]{64}|[A-Za-z0-9_-]{43})")
        .title("YNAB access token")
        .remedy("Revoke it in the account settings of YNAB, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://api.ynab.com/")
        .keywords(&["ynab_", "ynabapi", "ynabtoken", "youneedabudget"])
        .min_entropy(3.0)
        .examples(&[Example("ynab_access_token = \"", concat!("K5pOC", "exJaj2Rzx0ZYZHm6ryPflsyYHKxcO1dFpMuVir"), "\"")], &["ynab_access_token = \"${YNAB_ACCESS_TOKEN}\""]),
];
