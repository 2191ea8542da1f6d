//! Rules for Pagar.me.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/pagarme-key", "pagarme", r"\b{start-half}ak_live_[A-Za-z0-9]{30}\b{end-half}")
        .title("Pagar.me API key")
        .remedy("Revoke it in the account settings of Pagar.me, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["ak_live_"])
        .severity(Severity::Critical)
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("ak_li", "ve_Dt2ljnh3YrcLRG1uBXegplAsJbCobQ"), "\"")], &["ak_live_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
