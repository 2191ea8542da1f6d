//! Rules for Rebrandly.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/rebrandly-key", "rebrandly", r"[a-z0-9]{32}")
        .title("Rebrandly API key")
        .remedy("Revoke it in the account settings of Rebrandly, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["rebrandly"])
        .min_entropy(3.4)
        .examples(&[Example("rebrandly_key = \"", concat!("ptdsl", "c73lo739rjgs5owsbpb7p9n1jvg"), "\"")], &["rebrandly_key = \"${REBRANDLY}\""]),
];
