//! Rules for PagerDuty.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/pagerduty-token", "pagerduty", r"\b{start-half}pd(?:us|eu)\+_0X[a-z0-9-]{28,36}\b{end-half}")
        .title("PagerDuty scoped token")
        .remedy("Revoke it in the API access keys page of PagerDuty, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://support.pagerduty.com/main/docs/api-access-keys")
        .keywords(&["pdus+_", "pdeu+_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("pdus+", "_0Xbf-q8zt3lm7vx2kp9rw4hs6jd5nf1by0"), "\"")], &["pdus+_xxxxxxxxxxxxxxxxxxxxxxxx"]),
    Rule::assigned("secret/pagerduty-key", "pagerduty", r"(?:[uy]\+[A-Za-z0-9_-]{17,18}|[0-9a-f]{32}|[A-Za-z0-9_+-]{20})")
        .title("PagerDuty API key")
        .remedy("Revoke it in the API access keys page of PagerDuty, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://support.pagerduty.com/main/docs/api-access-keys")
        .keywords(&["pagerduty", "pager_duty", "pager-duty", "pd_api"])
        .min_entropy(3.2)
        .examples(&[Example("pagerduty_key = \"", concat!("y+lsg", "crxF59TQnp2M38"), "\"")], &["pagerduty_key = \"${PAGERDUTY}\""]),
];
