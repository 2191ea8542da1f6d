//! Rules for Ramp.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/ramp-client-secret", "ramp", r"\b{start-half}ramp_sec_[A-Za-z0-9]{48}\b{end-half}")
        .title("Ramp client secret")
        .remedy("Revoke it in the developer settings of Ramp, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["ramp_sec_"])
        .severity(Severity::Critical)
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("ramp_", "sec_pmrNcJCXPWgzdZtJnRr9Eeoe2xvATssHYFHg65PWvpzFSEJp"), "\"")], &["ramp_sec_xxxxxxxxxxxxxxxxxxxxxxxx"]),
    Rule::token("secret/ramp-client-id", "ramp", r"\b{start-half}ramp_id_[A-Za-z0-9]{40}\b{end-half}")
        .title("Ramp client id")
        .remedy("Revoke it in the developer settings of Ramp, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["ramp_id_"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("ramp_", "id_mS4W78IlPgKwSfNix4PdRLfWKs9jSv8BQKeKuM8d"), "\"")], &["ramp_id_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
