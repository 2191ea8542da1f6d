//! Rules for Scalr.

use crate::proof::json_web_token;
use crate::rule::{Example, Rank, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/scalr-token", "scalr", r"ey[A-Za-z0-9_-]{15,100}\.ey[A-Za-z0-9_-]{30,300}\.[A-Za-z0-9_-]{43}")
        .title("Scalr access token")
        .remedy("Revoke it in the access tokens page of Scalr, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["scalr"])
        .rank(Rank::NamedToken)
        .min_entropy(3.5)
        .check(json_web_token)
        .examples(&[Example("scalr_key = \"", concat!("eyJhb", "GciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJ1c2VyIiwianRpIjoiYXQtdzBxN2gybTlrNHg4ZDFze", "iJ9.C3J27XDCG2LmlZGEONYlgCtjfIZ4SOcMz9CPVNPkNa1"), "\"")], &["scalr_key = \"${SCALR}\""]),
];
