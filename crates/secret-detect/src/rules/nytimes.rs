//! Rules for New York Times.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/nytimes-token", "nytimes", r"[A-Za-z0-9=_-]{32}")
        .title("New York Times API key")
        .remedy("Revoke it in the developer account, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["nytimes", "new-york-times", "newyorktimes"])
        .examples(&[Example("nytimes_key = \"", concat!("ch6zg", "5exqhzpirz7u9jf9ug7vya5dgra"), "\"")], &[]),
];
