//! Rules for Contentful.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/contentful-token", "contentful", r"[A-Za-z0-9=_-]{43}")
        .title("Contentful delivery token")
        .remedy("Revoke it in the API keys page of the space, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["contentful"])
        .examples(&[Example("contentful_key = \"", concat!("nrzql", "qmeagz2d0cct8gp1o4ynzr6xhh28xruiyfp7m9"), "\"")], &[]),
    Rule::token("secret/contentful-management-token", "contentful", r"\b{start-half}CFPAT-[A-Za-z0-9_-]{43}\b{end-half}")
        .title("Contentful management token")
        .remedy("Revoke it in the API keys page of the space, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["cfpat-"])
        .examples(&[Example("value: \"", concat!("CFPAT", "-5TdWNG0XTU3Av0qg66gRt4NZsW8FZKO4R9u8A2uxl46"), "\"")], &[]),
];
