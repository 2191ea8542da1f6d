//! Rules for 42 intra.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/intra42-client-secret", "intra42", r"\b{start-half}s-s4t2(?:ud|af)-[a-f0-9]{64}\b{end-half}")
        .title("42 intra client secret")
        .remedy("Revoke it in the API page of the intranet, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["s-s4t2ud-", "s-s4t2af-"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("s-s4t", "2ud-5b95bc992f4c67bdcc5c518c1fb556b1264b8293a655a278a45b263927a97b18"), "\"")], &[]),
];
