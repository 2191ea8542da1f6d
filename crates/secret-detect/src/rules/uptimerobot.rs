//! Rules for UptimeRobot.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/uptimerobot-key", "uptimerobot", r"[um]r?[0-9]{6,9}-[0-9a-z]{24}")
        .title("UptimeRobot API key")
        .remedy("Revoke it in the account settings of UptimeRobot, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["uptimerobot", "uptime_robot"])
        .min_entropy(3.0)
        .examples(&[Example("uptimerobot_key = \"", concat!("m5572", "54-13o7mao8pqkimfsu4vfjt83x"), "\"")], &["uptimerobot_key = \"${UPTIMEROBOT}\""]),
];
