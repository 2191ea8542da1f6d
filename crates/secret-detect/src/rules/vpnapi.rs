//! Rules for vpnapi.io.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/vpnapi-api-key", "vpnapi", r"[a-z0-9]{32}")
        .title("vpnapi.io API key")
        .remedy("Revoke it in the account settings of vpnapi.io, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://vpnapi.io/api-documentation")
        .keywords(&["vpnapi", "vpn_api_key"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("vpnapi_api_key = \"", concat!("3j8h3", "exl3yfoejkz1zvhcqg6kl5mszj5"), "\"")], &["vpnapi_api_key = \"${VPNAPI_API_KEY}\""]),
];
