//! Rules for Midtrans.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/midtrans-server-key", "midtrans", r"(?:(?m:^)|[^A-Za-z0-9_-])(Mid-server-[A-Za-z0-9_-]{16,32})\b{end-half}")
        .title("Midtrans server key")
        .remedy("Revoke it in the access keys page of Midtrans, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["mid-server-"])
        .severity(Severity::Critical)
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("Mid-s", "erver-4GfLGeik56GGZYWi"), "\"")], &["Mid-server-xxxxxxxxxxxxxxxxxxxxxxxx"]),
    Rule::token("secret/midtrans-client-key", "midtrans", r"(?:(?m:^)|[^A-Za-z0-9_-])(Mid-client-[A-Za-z0-9_-]{16,32})\b{end-half}")
        .title("Midtrans client key")
        .remedy("Revoke it in the access keys page of Midtrans, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["mid-client-"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("Mid-c", "lient-LAcvmyqgwux50ajW"), "\"")], &["Mid-client-xxxxxxxxxxxxxxxxxxxxxxxx"]),
    Rule::token("secret/midtrans-sandbox-key", "midtrans", r"\b{start-half}SB-Mid-(?:server|client)-[A-Za-z0-9_-]{16,32}\b{end-half}")
        .title("Midtrans key for the sandbox")
        .remedy("Revoke it in the access keys page of Midtrans's sandbox, and issue a new one that stays out of the text.")
        .docs("https://docs.midtrans.com/docs/access-keys")
        .keywords(&["sb-mid-server-", "sb-mid-client-"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("SB-Mid", "-server-hvMdgaKjIg8xNbe3"), "\"")], &["SB-Mid-server-xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
