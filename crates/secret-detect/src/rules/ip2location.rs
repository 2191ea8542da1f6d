//! Rules for IP2Location.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/ip2location", "ip2location", r"[A-Z0-9]{32}")
        .title("IP2Location API key")
        .remedy("Revoke it in the account settings of IP2Location, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://www.ip2location.io/ip2location-documentation")
        .keywords(&["ip2location"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("ip2location_api_key = \"", concat!("G5GAK", "I8DCOS4T89SEV6J82DQ38TSAPM3"), "\"")], &["ip2location_api_key = \"${IP2LOCATION_API_KEY}\""]),
];
