//! Rules for currencylayer.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/currencylayer-key", "currencylayer", r"[0-9a-f]{32}")
        .title("currencylayer API key")
        .remedy("Revoke it in the account settings of currencylayer, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["currencylayer"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("currencylayer_key = \"", concat!("4ce42", "a0281973d52cd70c278eb2dcb8e"), "\"")], &["currencylayer_key = \"${CURRENCYLAYER}\""]),
];
