//! Rules for Helicone.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/helicone-key", "helicone", r"\b{start-half}(?:sk|pk)-helicone-[a-z0-9-]{20,60}\b{end-half}")
        .title("Helicone API key")
        .remedy("Revoke it in the account settings of Helicone, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["-helicone-"])
        .min_entropy(3.2)
        .examples(&[Example("value: \"", concat!("sk-he", "licone-q8zt3lm-7vx2kpa-9rw4hsy-6jd5nfi"), "\"")], &[]),
];
