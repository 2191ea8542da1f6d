//! Rules for RapidAPI.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/rapidapi-token", "rapidapi", r"[A-Za-z0-9_-]{50}")
        .title("RapidAPI key")
        .remedy("Revoke it in the developer dashboard, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["rapidapi", "x-rapidapi-key"])
        .examples(&[Example("rapidapi_key = \"", concat!("qkmq8", "4ak4ste7tjjcw4xve75fv0zw8f4loblz1rlyh182mpbcu"), "\"")], &[]),
];
