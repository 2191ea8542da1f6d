//! Rules for Omnisend.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/omnisend-key", "omnisend", r"[0-9a-f]{24}-[A-Za-z0-9]{30,50}")
        .title("Omnisend API key")
        .remedy("Revoke it in the account settings of Omnisend, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["omnisend"])
        .min_entropy(3.4)
        .examples(&[Example("omnisend_key = \"", concat!("b7eb1", "9bdb62cc6ee58e067f0-Wqh5XVedR2nxwW2LbKcaY1reSEgxMS"), "\"")], &["omnisend_key = \"${OMNISEND}\""]),
];
