//! Rules for Flutterwave.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/flutterwave-key", "flutterwave", r"FLW(?:SECK|PUBK)(?:_TEST)?-(?:[A-Ha-h0-9]{32}-X|[A-Ha-h0-9]{12})\b{end-half}")
        .title("Flutterwave key")
        .remedy("Revoke it in the Flutterwave dashboard, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["flwseck", "flwpubk"])
        .examples(&[Example("value: \"", concat!("FLWSE", "CK_TEST-c18ed1183495b44bc42b995ceef14055-X"), "\"")], &[]),
];
