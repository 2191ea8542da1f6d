//! Rules for Etsy.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/etsy-token", "etsy", r"[a-z0-9]{24}")
        .title("Etsy access token")
        .remedy("Revoke it in the developer account, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["etsy"])
        .min_entropy(3.0)
        .examples(&[Example("etsy_key = \"", concat!("ygevr", "f3mxqfgoo0vna6ah1aq"), "\"")], &[]),
];
