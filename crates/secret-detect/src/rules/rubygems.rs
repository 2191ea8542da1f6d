//! Rules for RubyGems.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/rubygems-api-key", "rubygems", r"\b{start-half}rubygems_[a-f0-9]{48}\b{end-half}")
        .title("RubyGems API key")
        .remedy("Revoke it in the API keys page of the account, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["rubygems_"])
        .severity(Severity::Critical)
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("rubyg", "ems_665758986cd94ef5d9636af221c53f7a2dd8c060d61b1612"), "\"")], &[]),
];
