//! Rules for lemlist.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/lemlist-key", "lemlist", r"[0-9a-f]{32}")
        .title("lemlist API key")
        .remedy("Revoke it in the account settings of lemlist, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["lemlist"])
        .min_entropy(3.0)
        .examples(&[Example("lemlist_key = \"", concat!("f69eb", "098232121b95c872b207e9832d4"), "\"")], &["lemlist_key = \"${LEMLIST}\""]),
];
