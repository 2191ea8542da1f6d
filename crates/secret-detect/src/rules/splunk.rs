//! Rules for Splunk.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/splunk-key", "splunk", r"(?i:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})")
        .title("Splunk HTTP Event Collector token")
        .remedy("Revoke it in the account settings of Splunk, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["splunk", "hec_token"])
        .min_entropy(2.8)
        .examples(&[Example("splunk_key = \"", concat!("7A9C2", "0E4-B1D8-4F56-A0C7-E912D4B8F653"), "\"")], &["splunk_key = \"${SPLUNK}\""]),
];
