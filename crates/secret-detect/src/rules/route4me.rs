//! Rules for Route4Me.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/route4me-api-key", "route4me", r"[A-Z0-9]{32}")
        .title("Route4Me API key")
        .remedy("Revoke it in the account settings of Route4Me, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://route4me.io/docs/")
        .keywords(&["route4me"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("route4me_api_key = \"", concat!("4ZNZP", "K3MYOXYL2PJRV0LG29G5QRKGA4D"), "\"")], &["route4me_api_key = \"${ROUTE4ME_API_KEY}\""]),
];
