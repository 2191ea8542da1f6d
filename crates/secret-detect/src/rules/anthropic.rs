//! Rules for Anthropic.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/anthropic-api-key", "anthropic", r"sk-ant-(?:api|admin|oat|sid)[0-9]{2}-[A-Za-z0-9_-]{93}AA\b{end-half}")
        .title("Anthropic API key")
        .remedy("Revoke it in the Anthropic Console, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.anthropic.com/en/api/overview")
        .keywords(&["sk-ant-"])
        .examples(&[Example("value: \"", concat!("sk-an", "t-api03-IeuqNz472pWLg5pDX6vMFBgxqcNH16fdzQvfIqv01M4lentSV0Lkp3V5yT1ABXxc", "T9_Jv8ELb-_lSJxYtYYv2xcBV_U_-AA"), "\"")], &["sk-ant-api03-short"]),
];
