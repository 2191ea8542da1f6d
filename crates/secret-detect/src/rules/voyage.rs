//! Rules for Voyage AI.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/voyage-key", "voyage", r"(?:pa|al)-[A-Za-z0-9_-]{40,48}")
        .title("Voyage AI API key")
        .remedy("Revoke it in the API keys page of the Voyage dashboard, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["voyage"])
        .min_entropy(3.5)
        .examples(&[Example("VOYAGE_API_KEY=\"", concat!("pa-99JpX9", "M02bB3f8nUVRBoMFTXptvp7WhPvFMKFl8zE8A"), "\"")], &["VOYAGE_API_KEY=\"pa-...\""]),
];
