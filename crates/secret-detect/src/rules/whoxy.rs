//! Rules for Whoxy.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/whoxy-api-key", "whoxy", r"[a-z0-9]{33}")
        .title("Whoxy API key")
        .remedy("Revoke it in the account settings of Whoxy, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://www.whoxy.com/")
        .keywords(&["whoxy"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("whoxy_api_key = \"", concat!("g6wnw", "019ji3itjac3rhhll25v6cbxvn3w"), "\"")], &["whoxy_api_key = \"${WHOXY_API_KEY}\""]),
];
