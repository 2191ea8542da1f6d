//! Rules for Shodan.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/shodan-key", "shodan", r"[A-Za-z0-9]{32}")
        .title("Shodan API key")
        .remedy("Revoke it in the account settings of Shodan, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["shodan"])
        .min_entropy(3.4)
        .examples(&[Example("shodan_key = \"", concat!("mEDJf", "WKe83e6kUHXekebtwjon929MJye"), "\"")], &["shodan_key = \"${SHODAN}\""]),
];
