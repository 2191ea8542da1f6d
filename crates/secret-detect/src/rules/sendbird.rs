//! Rules for Sendbird.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/sendbird-id", "sendbird", r"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}")
        .title("Sendbird application id")
        .remedy("Revoke it in the settings of the application, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["sendbird"])
        .severity(Severity::Low)
        .examples(&[Example("sendbird_key = \"", concat!("09e98", "188-9ebe-65f5-e80c-d7e0e1a1ecb5"), "\"")], &[]),
    Rule::assigned("secret/sendbird-token", "sendbird", r"[a-f0-9]{40}")
        .title("Sendbird API token")
        .remedy("Revoke it in the settings of the application, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["sendbird"])
        .examples(&[Example("sendbird_key = \"", concat!("917ec", "4336da7e95544eda50c15f8d89ce689a014"), "\"")], &[]),
];
