//! Rules for Bittrex.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/bittrex-key", "bittrex", r"[a-z0-9]{32}")
        .title("Bittrex key or secret")
        .remedy("Revoke it in the account page of the exchange, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["bittrex"])
        .examples(&[Example("bittrex_key = \"", concat!("mrfs2", "0y0jjt6pdwrlcz6x8nkw5zi0hdt"), "\"")], &[]),
];
