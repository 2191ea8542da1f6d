//! Rules for Twitch.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/twitch-token", "twitch", r"[a-z0-9]{30}")
        .title("Twitch API token")
        .remedy("Revoke it in the developer console, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["twitch"])
        .min_entropy(3.0)
        .examples(&[Example("twitch_key = \"", concat!("lzkmo", "urlelsvwn6vjqeo33axjt8b3d"), "\"")], &[]),
];
