//! Rules for Lob.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/lob-api-key", "lob", r"(?:live|test)_(?:pub_[a-f0-9]{31}|[a-f0-9]{35})")
        .title("Lob API key")
        .remedy("Revoke it in the settings of Lob, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["lob"])
        .min_entropy(3.0)
        .examples(&[Example("lob_key = \"", concat!("live_", "9711c957f51afbc358d6ab16a22d874e47a"), "\"")], &[]),
];
