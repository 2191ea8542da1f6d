//! Rules for Pinterest.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/pinterest-token", "pinterest", r"\b{start-half}pin[ar]_[A-Za-z0-9_-]{40,128}\b{end-half}")
        .title("Pinterest access token")
        .remedy("Revoke it in the developer apps page of Pinterest, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["pina_", "pinr_"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("pina_", "eeSKOrX_CErvPuLxpSB980N3WjGWou79bTiPL4ce"), "\"")], &["pina_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
