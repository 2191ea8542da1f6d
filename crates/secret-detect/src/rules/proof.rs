//! Rules for Proof.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/proof-key", "proof", r"prf_(?:live_)?[A-Za-z0-9_]{32,48}")
        .title("Proof API key")
        .remedy("Revoke it in the API keys page of Proof, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["proof"])
        .min_entropy(3.8)
        .examples(&[Example("PROOF_API_KEY=\"", concat!("prf_v", "NkWXsB2Czl4ikjEoyC7GLd0tyxaP3Oz"), "\"")], &["PROOF_API_KEY=\"${PROOF}\""]),
];
