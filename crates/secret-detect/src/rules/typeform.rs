//! Rules for Typeform.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/typeform-token", "typeform", r"\b{start-half}tfp_[A-Za-z0-9_.=-]{59}")
        .title("Typeform access token")
        .remedy("Revoke it in the account settings, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["tfp_"])
        .examples(&[Example("value: \"", concat!("tfp_g", "OyDLKveK0ZAwNfALpNxp7Y7Q1PuR3H26M7CRpWFxkk5UzvaV6gN8n1rDED"), "\"")], &[]),
];
