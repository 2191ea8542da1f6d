//! Rules for Sentry.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/sentry-org-token", "sentry", r"\b{start-half}sntrys_eyJ[A-Za-z0-9+/=_-]{80,500}")
        .title("Sentry organization token")
        .remedy("Revoke it in the auth tokens page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.sentry.io/account/auth-tokens/")
        .keywords(&["sntrys_eyj"])
        .min_entropy(4.0)
        .examples(&[Example("value: \"", concat!("sntry", "s_eyJpYXQiOjJpjp9XBZh7jTLmszvWY5Z88xlWigXogQpJXugGgCHd8pFcxkbng1Vnwty30K", "0M9ahPxsoA8tIvSWCqmIqnQWxUeYHSubflBPllmWE0mjq6M99WFAcxuxMn9yF5qKsbZWf6_U", "RFLePjSTkO4FWbg1jGiKpBhQlCtUDDIV6n1U5fjuJS"), "\"")], &[]),
    Rule::token("secret/sentry-user-token", "sentry", r"\b{start-half}sntryu_[a-f0-9]{64}\b{end-half}")
        .title("Sentry user token")
        .remedy("Revoke it in the auth tokens page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.sentry.io/account/auth-tokens/")
        .keywords(&["sntryu_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("sntry", "u_29e72ea2401eb68ee08b76da70f7ded32eb480905cf11f952bb84410dac35e03"), "\"")], &[]),
    Rule::assigned("secret/sentry-token", "sentry", r"[a-f0-9]{64}")
        .title("Sentry token, old form")
        .remedy("Revoke it in the auth tokens page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.sentry.io/account/auth-tokens/")
        .keywords(&["sentry"])
        .min_entropy(3.0)
        .examples(&[Example("sentry_key = \"", concat!("8d7c7", "97aa568440075dd1e36dd2843beb63f46918f2381aaf2d31183338d4a68"), "\"")], &[]),
];
