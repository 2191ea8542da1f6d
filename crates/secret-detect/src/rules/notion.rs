//! Rules for Notion.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/notion-token", "notion", r"\b{start-half}ntn_[0-9]{11}[A-Za-z0-9]{35}\b{end-half}")
        .title("Notion integration token")
        .remedy("Revoke it in the integrations page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developers.notion.com/docs/authorization")
        .keywords(&["ntn_"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("ntn_1", "6280767642xOjhzJ7ZqwWhz5kYDhGEf2C05Ix2ziQ905a"), "\"")], &[]),
    Rule::assigned("secret/notion-legacy-token", "notion", r"secret_[A-Za-z0-9]{43}")
        .title("Notion integration token, old form")
        .remedy("Revoke it in the integrations page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developers.notion.com/docs/authorization")
        .keywords(&["notion"])
        .examples(&[Example("notion_key = \"", concat!("secre", "t_TrpEFetagiXJGV114w4iifPLklEWTGoeyqiAUk5Fbn7"), "\"")], &[]),
];
