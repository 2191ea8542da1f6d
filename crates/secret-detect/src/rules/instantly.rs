//! Rules for Instantly.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/instantly-key", "instantly", r"[A-Za-z0-9+/]{62,96}={0,2}")
        .title("Instantly API key")
        .remedy("Revoke it in the integrations page of the Instantly settings, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["instantly"])
        .min_entropy(3.5)
        .examples(&[Example("instantly_api_key: ", concat!("0M7qO60lI", "5QfecJUyGTelVEnIKXVuuEomFKB8KyVQ3JYmzSgnYNPPtPQvv9PBmGGwY=="), "")], &["instantly_api_key: YOUR_KEY"]),
];
