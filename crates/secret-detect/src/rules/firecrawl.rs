//! Rules for Firecrawl.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/firecrawl-key", "firecrawl", r"\b{start-half}fc-[0-9a-f]{32}\b{end-half}")
        .title("Firecrawl API key")
        .remedy("Revoke it in the account settings of Firecrawl, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["fc-0", "fc-1", "fc-2", "fc-3", "fc-4", "fc-5", "fc-6", "fc-7", "fc-8", "fc-9", "fc-a", "fc-b", "fc-c", "fc-d", "fc-e", "fc-f"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("fc-a5", "7c2301cf3cf5ee72f80dabe225da5d"), "\"")], &[]),
];
