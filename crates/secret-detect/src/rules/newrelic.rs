//! Rules for New Relic.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/newrelic-user-key", "newrelic", r"\b{start-half}NRAK-[A-Za-z0-9]{27}\b{end-half}")
        .title("New Relic user key")
        .remedy("Revoke it in the API keys page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/")
        .keywords(&["nrak-"])
        .examples(&[Example("value: \"", concat!("NRAK-", "KZFI4EQ5J0NGCD8KKDE8HK333HG"), "\"")], &[]),
    Rule::token("secret/newrelic-insert-key", "newrelic", r"\b{start-half}(?:NRII-[A-Za-z0-9-]{32}|NRJS-[a-f0-9]{19})\b{end-half}")
        .title("New Relic insert or browser key")
        .remedy("Revoke it in the API keys page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/")
        .keywords(&["nrii-", "nrjs-"])
        .severity(Severity::Medium)
        .examples(&[Example("value: \"", concat!("NRII-", "ZRu10GaVl6p9aII1lvaRJLHnJuyxAQ0d"), "\"")], &[]),
    Rule::token("secret/newrelic-licence-key", "newrelic", r"\b{start-half}[a-f0-9]{32,36}(?:FFFF)?NRAL\b{end-half}")
        .title("New Relic licence key")
        .remedy("Revoke it in the API keys page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/")
        .keywords(&["nral"])
        .examples(&[Example("value: \"", concat!("823e4", "8c6b04fcc423c954c6ed6051a4d89ddNRAL"), "\"")], &[]),
    Rule::assigned("secret/newrelic-api-id", "newrelic", r"[a-z0-9]{64}")
        .title("New Relic key")
        .remedy("Revoke it in the API keys page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/")
        .keywords(&["newrelic", "new-relic", "new_relic"])
        .examples(&[Example("newrelic_key = \"", concat!("f4egq", "sh3xua1rnb52l8wyw2td1skd2gj2liq4efkugqli2gh9zxb4ofnvnuemi3m"), "\"")], &[]),
];
