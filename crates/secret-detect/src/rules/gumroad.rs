//! Rules for Gumroad.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/gumroad-token", "gumroad", r"(?:[A-Za-z0-9_-]{64}|[A-Za-z0-9_-]{43})")
        .title("Gumroad access token")
        .remedy("Revoke it in the advanced settings of Gumroad, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["gumroad"])
        .min_entropy(3.0)
        .examples(&[Example("gumroad_key = \"", concat!("AmEXg", "7JUcpmOxp1QIKt3ZuA5Sx0TCHGEI1OE0sSMXWBy1dDRlIiWLPrxRau3Dr5A"), "\"")], &["gumroad_key = \"${GUMROAD}\""]),
];
