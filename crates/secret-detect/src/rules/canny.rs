//! Rules for Canny.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/canny-key", "canny", r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
        .title("Canny API key")
        .remedy("Revoke it in the account settings of Canny, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["canny"])
        .min_entropy(2.8)
        .examples(&[Example("canny_key = \"", concat!("2ee55", "286-16b5-45a1-8d84-fbe11eda54e5"), "\"")], &["canny_key = \"${CANNY}\""]),
];
