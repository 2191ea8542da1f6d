//! Rules for FreshBooks.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/freshbooks-token", "freshbooks", r"[a-z0-9]{64}")
        .title("FreshBooks access token")
        .remedy("Revoke it in the developer page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["freshbooks"])
        .examples(&[Example("freshbooks_key = \"", concat!("l3gow", "vuav0enxwelmum9ihwfxagpzli9arfajuz0iajcbimbdtirdo7vd8pyotu9"), "\"")], &[]),
];
