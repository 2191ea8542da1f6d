//! Rules for Carbon Interface.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/carboninterface-api-key", "carboninterface", r"[A-Za-z0-9]{21}")
        .title("Carbon Interface API key")
        .remedy("Revoke it in the account settings of Carbon Interface, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.carboninterface.com/")
        .keywords(&["carboninterface", "carbon_interface"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("carboninterface_api_key = \"", concat!("krL74", "nb7xDFPt9QQU1vnQ"), "\"")], &["carboninterface_api_key = \"${CARBONINTERFACE_API_KEY}\""]),
];
