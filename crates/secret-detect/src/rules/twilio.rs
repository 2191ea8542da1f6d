//! Rules for Twilio.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/twilio-api-key", "twilio", r"SK[0-9a-fA-F]{32}")
        .title("Twilio API key")
        .remedy("Revoke it in the console of Twilio, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://www.twilio.com/docs/iam/api-keys")
        .keywords(&["twilio"])
        .examples(&[Example("twilio_key = \"", concat!("SK32e", "deb68df302f13c9452d0467e61393"), "\"")], &[]),
    Rule::assigned("secret/twilio-auth-token", "twilio", r"[0-9a-f]{32}")
        .title("Twilio auth token")
        .remedy("Revoke it in the console of Twilio, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://www.twilio.com/docs/iam/api-keys")
        .keywords(&["twilio"])
        .severity(Severity::Critical)
        .examples(&[Example("twilio_key = \"", concat!("45bf5", "297f6a5a4cea45a85772c330a2e"), "\"")], &[]),
];
