//! Rules for Civo.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/civo-key", "civo", r"[A-Za-z0-9]{50}")
        .title("Civo API key")
        .remedy("Revoke it in the security settings of Civo, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["civo"])
        .min_entropy(3.5)
        .examples(&[Example("civo_key = \"", concat!("fzjXh", "MNusAJtm04MADxdiCSoL7sgqPtAV1dsjJHe1eR8XZPESn"), "\"")], &["civo_key = \"${CIVO}\""]),
];
