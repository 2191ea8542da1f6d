//! Rules for Podio.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/podio-key", "podio", r"[A-Za-z0-9]{64}")
        .title("Podio API key")
        .remedy("Revoke it in the account settings of Podio, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["podio"])
        .min_entropy(3.4)
        .examples(&[Example("podio_key = \"", concat!("12ebo", "JwHOFYlAoasdoIjAwHA4yWKUTBufSzhHspoHyWnHZJgdX2iGvNM5xzi6Yiw"), "\"")], &["podio_key = \"${PODIO}\""]),
];
