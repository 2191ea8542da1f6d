//! Rules for Smartsheet.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/smartsheet-key", "smartsheet", r"(?:[A-Za-z0-9]{37}|[A-Za-z0-9]{26})")
        .title("Smartsheet API key")
        .remedy("Revoke it in the account settings of Smartsheet, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["smartsheet"])
        .min_entropy(3.4)
        .examples(&[Example("smartsheet_key = \"", concat!("BgMIs", "7qyEhA0AjVLIBzVWRjBUOhkfbmZKtjV5"), "\"")], &["smartsheet_key = \"${SMARTSHEET}\""]),
];
