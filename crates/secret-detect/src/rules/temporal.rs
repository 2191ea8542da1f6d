//! Rules for Temporal.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/temporal-key", "temporal", r"ey[A-Za-z0-9_-]{20,200}\.ey[A-Za-z0-9_-]{40,700}\.[A-Za-z0-9_-]{60,200}")
        .title("Temporal Cloud API key")
        .remedy("Revoke it in the API keys page of Temporal Cloud, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["temporal"])
        .min_entropy(3.5)
        .examples(&[Example("temporal_key = \"", concat!("eyq2c", "4PnauiP3elrSwwcFQ.ey1pu7VpNU3cxHGcdR1ussUNo5yLz43Z0mGnjznSns.gUYZSphRSfO", "K1aSN8xHN7c8NaTBzOG9fB8ksviVykPUA13uTFSaZPwqCjDYi"), "\"")], &["temporal_key = \"${TEMPORAL}\""]),
];
