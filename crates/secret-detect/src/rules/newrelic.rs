//! Rules for New Relic.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/newrelic-user-key", "newrelic", r"\b{start-half}NRAK-[A-Za-z0-9]{27}\b{end-half}")
        .title("New Relic user key")
        .remedy("Revoke it in the API keys page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/")
        .keywords(&["nrak-"])
        .examples(&[Example("value: \"", concat!("NRAK-", "Q5GJSSB1TVRTK0A8Q7FG629IQ9Y"), "\"")], &[]),
    Rule::token("secret/newrelic-insert-key", "newrelic", r"\b{start-half}(?:NRII-[A-Za-z0-9-]{32}|NRJS-[a-f0-9]{19})\b{end-half}")
        .title("New Relic insert or browser key")
        .remedy("Revoke it in the API keys page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/")
        .keywords(&["nrii-", "nrjs-"])
        .severity(Severity::Medium)
        .examples(&[Example("value: \"", concat!("NRII-", "DbiqN0ej8UvzOOo947ilPIygmnlcWBc8"), "\"")], &[]),
    Rule::token("secret/newrelic-licence-key", "newrelic", r"\b{start-half}[a-f0-9]{32,36}(?:FFFF)?NRAL\b{end-half}")
        .title("New Relic licence key")
        .remedy("Revoke it in the API keys page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/")
        .keywords(&["nral"])
        .examples(&[Example("value: \"", concat!("c6ed6", "051a4d89dd2f23893eba0d860fe5bcbNRAL"), "\"")], &[]),
    Rule::assigned("secret/newrelic-api-id", "newrelic", r"[a-z0-9]{64}")
        .title("New Relic key")
        .remedy("Revoke it in the API keys page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/")
        .keywords(&["newrelic", "new-relic", "new_relic"])
        .examples(&[Example("newrelic_key = \"", concat!("2td1s", "kd2gj2liq4efkugqli2gh9zxb4ofnvnuemi3mru36ove6sl6lqisoqot9js"), "\"")], &[]),
];
