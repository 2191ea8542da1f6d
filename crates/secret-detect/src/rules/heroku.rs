//! Rules for Heroku.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/heroku-api-key", "heroku", r"\b{start-half}HRKU-AA[A-Za-z0-9_-]{58}")
        .title("Heroku API key")
        .remedy("Revoke it in the account page of Heroku, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://devcenter.heroku.com/articles/authentication")
        .keywords(&["hrku-"])
        .examples(&[Example("value: \"", concat!("HRKU-", "AA7neGmD7z56sSzy0aKn_7owyN5H-ksYGyvtrjiI8wcrbWYbbuLewU-k4pFh"), "\"")], &[]),
    Rule::assigned("secret/heroku-legacy-key", "heroku", r"(?i:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})")
        .title("Heroku API key, old form")
        .remedy("Revoke it in the account page of Heroku, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://devcenter.heroku.com/articles/authentication")
        .keywords(&["heroku"])
        .examples(&[Example("heroku_key = \"", concat!("87e79", "ff2-6bbe-d988-30f4-e6e15651667b"), "\"")], &[]),
];
