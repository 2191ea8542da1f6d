//! Rules for SurveyMonkey.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/surveymonkey-key", "surveymonkey", r"[A-Za-z0-9._-]{80,160}")
        .title("SurveyMonkey API key")
        .remedy("Revoke it in the account settings of SurveyMonkey, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["surveymonkey"])
        .min_entropy(3.4)
        .examples(&[Example("surveymonkey = \"", concat!("xz0fU", "1ymNwwsBhMEaDGUGwhZegklm6uzJtN8OS3XaNaAT3IYtJEt5Vi9KlzaO5sSc5HUyNieUABe8", "Qug"), "\"")], &["surveymonkey = \"${SURVEYMONKEY}\""]),
];
