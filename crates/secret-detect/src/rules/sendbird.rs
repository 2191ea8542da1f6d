//! Rules for Sendbird.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/sendbird-id", "sendbird", r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
        .title("Sendbird application id")
        .remedy("Revoke it in the settings of the application, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["sendbird"])
        .severity(Severity::Low)
        .examples(&[Example("sendbird_key = \"", concat!("8fee5", "2fc-3916-cf0e-cdb9-3f3009e98188"), "\"")], &[]),
    Rule::assigned("secret/sendbird-token", "sendbird", r"[a-f0-9]{40}")
        .title("Sendbird API token")
        .remedy("Revoke it in the settings of the application, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["sendbird"])
        .examples(&[Example("sendbird_key = \"", concat!("9ebe6", "5f5e80cd7e0e1a1ecb5917ec4336da7e955"), "\"")], &[]),
];
