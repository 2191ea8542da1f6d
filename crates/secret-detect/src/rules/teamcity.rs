//! Rules for TeamCity.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/teamcity-key", "teamcity", r"\b{start-half}eyJ0eXAiOiAiVENWMiJ9\.[A-Za-z0-9_-]{36}\.[A-Za-z0-9_-]{48}\b{end-half}")
        .title("TeamCity access token")
        .remedy("Revoke it in the account settings of TeamCity, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["eyj0exaioiaivenwmij9."])
        .min_entropy(4.0)
        .examples(&[Example("value: \"", concat!("eyJ0e", "XAiOiAiVENWMiJ9.9ogVWWdd2ncHSOz7YvUCaO1Gh5ETTk6AiaoM.B4M4AqudVoxNaygqpck", "e6ilmwvc84krUJSXM3RnWMrqjfXmm"), "\"")], &["eyJ0eXAiOiAiVENWMiJ9.xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
