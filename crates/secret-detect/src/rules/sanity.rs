//! Rules for Sanity.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/sanity-key", "sanity", r"sk[A-Za-z0-9]{80,180}")
        .title("Sanity API token")
        .remedy("Revoke it in the account settings of Sanity, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["sanity"])
        .min_entropy(3.4)
        .examples(&[Example("sanity_key = \"", concat!("skB98", "hY93UICRJFmHozr9PYfeCLm7PJpI1ihmyGckCjGrudaKzXaldBcv5lZ5Unesa1gzpjVobovY", "QzeT8"), "\"")], &["sanity_key = \"${SANITY}\""]),
];
