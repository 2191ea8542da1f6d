//! Rules for Heroku.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/heroku-api-key", "heroku", r"\b{start-half}HRKU-AA[A-Za-z0-9_-]{58}")
        .title("Heroku API key")
        .remedy("Revoke it in the account page of Heroku, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://devcenter.heroku.com/articles/authentication")
        .keywords(&["hrku-"])
        .examples(&[Example("value: \"", concat!("HRKU-", "AAGyvtrjiI8wcrbWYbbuLewU-k4pFhXTuVb-zBPliuqbXWE3-GuOu5LPN6RP"), "\"")], &[]),
    Rule::assigned("secret/heroku-legacy-key", "heroku", r"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}")
        .title("Heroku API key, old form")
        .remedy("Revoke it in the account page of Heroku, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://devcenter.heroku.com/articles/authentication")
        .keywords(&["heroku"])
        .examples(&[Example("heroku_key = \"", concat!("7bcf4", "9e0-2342-5c72-aac1-750061976ef0"), "\"")], &[]),
];
