//! Rules for Axiom.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/axiom-key", "axiom", r"\b{start-half}xa[ap]t-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b{end-half}")
        .title("Axiom token")
        .remedy("Revoke it in the account settings of Axiom, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["xaat-", "xapt-"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("xapt-", "8afb676a-c4a6-70d3-d8dd-9896994cb989"), "\"")], &[]),
];
