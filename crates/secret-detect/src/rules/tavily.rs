//! Rules for Tavily.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/tavily-key", "tavily", r"\b{start-half}tvly-(?:dev-|prod-)?[A-Za-z0-9_-]{28,60}\b{end-half}")
        .title("Tavily API key")
        .remedy("Revoke it in the account settings of Tavily, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["tvly-"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("tvly-", "q8Zt3Lm7Vx2Kp9Rw4Hs6Jd5Nf1bYp0Tc"), "\"")], &["tvly-xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
