//! Rules for Tableau.

use portcullis_findings::Confidence;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/tableau-token", "tableau", r"[A-Za-z0-9+/]{22}==:[A-Za-z0-9]{32}")
        .title("Tableau personal access token")
        .remedy("Revoke it in the personal access tokens of the account in Tableau, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["tableau"])
        .min_entropy(3.5)
        .examples(&[Example("tableau_key = \"", concat!("3GKdx", "3CaYUvwhRitUmUCcI==:txVfRAgEujPMS3MDtGqmO1taVZku63Xw"), "\"")], &["tableau_key = \"${TABLEAU}\""]),
    Rule::token("secret/tableau-token-form", "tableau", r"\b{start-half}[A-Za-z0-9+/]{22}==:[A-Za-z0-9]{32}\b{end-half}")
        .title("Tableau personal access token by its form")
        .remedy("Revoke it in the personal access tokens of the account in Tableau, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["==:"])
        .confidence(Confidence::Medium)
        .min_entropy(4.0)
        .examples(&[Example("value: \"", concat!("m1MAv", "pP6Kb4ZrWUbufexvu==:QppmQ8h8GtQk00FgE7B6nT5wujj51Pxo"), "\"")], &["==:"]),
];
