//! Rules for Typeform.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/typeform-token", "typeform", r"\b{start-half}tfp_[A-Za-z0-9_.=-]{59}")
        .title("Typeform access token")
        .remedy("Revoke it in the account settings, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["tfp_"])
        .examples(&[Example("value: \"", concat!("tfp_E", "SQAXlOXMHGdmJ47n3GGT05kF2DuOOVTfsf8NiiWQUDyStVwZkXFVzexXrZ"), "\"")], &[]),
];
