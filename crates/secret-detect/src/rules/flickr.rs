//! Rules for Flickr.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/flickr-key", "flickr", r"[a-z0-9]{32}")
        .title("Flickr API key")
        .remedy("Revoke it in the App Garden, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["flickr"])
        .examples(&[Example("flickr_key = \"", concat!("0875j", "3s4rk0qx8u358pu0toejmt5vrc8"), "\"")], &[]),
];
