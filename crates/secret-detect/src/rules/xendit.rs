//! Rules for Xendit.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/xendit-secret-key", "xendit", r"\b{start-half}xnd_(?:production|development)_[A-Za-z0-9]{32,80}\b{end-half}")
        .title("Xendit secret API key")
        .remedy("Revoke it in the API keys page of the Xendit dashboard, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.xendit.co/api-integration/api-keys/")
        .keywords(&["xnd_"])
        .min_entropy(3.5)
        .examples(&[Example("key = \"", concat!("xnd_produ", "ction_otdHNYgt0sgCWBn1Bue6bsBu4RstbtSPrwfm74O5bFGEhS2v3y7X6Qd4"), "\"")], &["xnd_public_production_key"]),
];
