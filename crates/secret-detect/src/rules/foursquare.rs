//! Rules for Foursquare.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/foursquare-key", "foursquare", r"\b{start-half}fsq3[A-Za-z0-9+/]{43,44}=?\b{end-half}")
        .title("Foursquare API key")
        .remedy("Revoke it in the account settings of Foursquare, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["fsq3"])
        .min_entropy(3.8)
        .examples(&[Example("value: \"", concat!("fsq3y", "JxaH3Zc4FQbZJHgKC99QYReusJl3T5b6g0RVr1ypub"), "\"")], &["fsq3xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
