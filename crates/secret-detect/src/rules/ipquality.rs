//! Rules for IPQualityScore.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/ipquality-api-key", "ipquality", r"[A-Za-z0-9]{32}")
        .title("IPQualityScore API key")
        .remedy("Revoke it in the account settings of IPQualityScore, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://www.ipqualityscore.com/documentation/overview")
        .keywords(&["ipquality"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("ipquality_api_key = \"", concat!("Yq38Q", "YVrhawtbLh9964pRPPjqAWKWNhD"), "\"")], &["ipquality_api_key = \"${IPQUALITY_API_KEY}\""]),
];
