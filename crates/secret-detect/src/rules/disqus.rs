//! Rules for Disqus.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/disqus-key", "disqus", r"[A-Za-z0-9]{64}")
        .title("Disqus API key")
        .remedy("Revoke it in the account settings of Disqus, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["disqus"])
        .min_entropy(4.0)
        .examples(&[Example("disqus_key = \"", concat!("WiXRa", "19QSs5LQBCE7advQAemIeO4gAxtHMNBLVTO6vakaQdITHYXm3SPyYYKx48G"), "\"")], &["disqus_key = \"${DISQUS}\""]),
];
