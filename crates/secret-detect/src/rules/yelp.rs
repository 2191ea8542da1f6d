//! Rules for Yelp.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/yelp-key", "yelp", r"[A-Za-z0-9_-]{128}")
        .title("Yelp API key")
        .remedy("Revoke it in the account settings of Yelp, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["yelp"])
        .min_entropy(4.5)
        .examples(&[Example("yelp_key = \"", concat!("D19ep", "wwfjZqXTcySzkTMzjtxZpM10ZfKA1QzshxQxb3l2jPzLAYUhacAp25bfncmSesWroT3c5f4U", "7LkO8r6BP943oSeG3YOfptx84QP7K9Q2ywYhyFKOVJ3lWnARkd8"), "\"")], &["yelp_key = \"${YELP}\""]),
];
