//! Rules for Lark.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/lark-secret", "lark", r"[A-Za-z0-9]{32}")
        .title("Lark or Feishu app secret")
        .remedy("Revoke it in the developer console of Lark, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["lark_", "larksuite", "feishu", "lark-", "larkapp", "larksecret"])
        .min_entropy(3.5)
        .examples(&[Example("LARK_APP_SECRET=\"", concat!("SIEXT", "BW0XXKXjZPYTrAV9IY7gaHFZkoq"), "\"")], &["LARK_APP_SECRET=\"${LARK_}\""]),
    Rule::assigned("secret/lark-app-id", "lark", r"cli_[A-Za-z0-9]{16}")
        .title("Lark or Feishu app id")
        .remedy("Revoke it in the developer console of Lark, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["lark_", "larksuite", "feishu", "lark-", "larkapp"])
        .severity(Severity::Low)
        .examples(&[Example("LARK_APP_ID=\"", concat!("cli_2", "S0b2wK5XcDw3vV3"), "\"")], &["LARK_APP_ID=\"${LARK_}\""]),
];
