//! Rules for Cloudsmith.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/cloudsmith-key", "cloudsmith", r"\b{start-half}csa_[A-Za-z0-9]{36}\b{end-half}")
        .title("Cloudsmith API key")
        .remedy("Revoke it in the API settings of Cloudsmith, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["csa_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("csa_2", "Vd0H1XtUeQwiISX6g72VOjTw7feUnQvBjhS"), "\"")], &["csa_short"]),
];
