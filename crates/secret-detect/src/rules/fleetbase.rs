//! Rules for Fleetbase.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/fleetbase-api-key", "fleetbase", r"\b{start-half}flb_(?:live|test)_[A-Za-z0-9]{20}\b{end-half}")
        .title("Fleetbase API key")
        .remedy("Revoke it in the account settings of Fleetbase, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.fleetbase.io/")
        .keywords(&["flb_live_", "flb_test_"])
        .min_entropy(3.0)
        .examples(&[Example("key: \"", concat!("flb_", "live_Xq7Rz3Kp9Wm2Tv8Yb4Nd"), "\"")], &["flb_live_short"]),
];
