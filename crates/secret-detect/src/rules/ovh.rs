//! Rules for OVHcloud.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/ovh-secret", "ovh", r"[A-Za-z0-9-]{32}")
        .title("OVHcloud application secret or consumer key")
        .remedy("Revoke it in the API applications page of OVHcloud, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["ovh_", "ovh-", "ovhcloud", "ovhapp", "ovhcons"])
        .min_entropy(3.5)
        .examples(&[Example("OVH_APPLICATION_SECRET=\"", concat!("1DEjn", "AmMO9pS44LLhvA0Wj8Q9duqr50t"), "\"")], &["OVH_APPLICATION_SECRET=\"${OVH_}\""]),
    Rule::assigned("secret/ovh-application-key", "ovh", r"[A-Za-z0-9-]{16}")
        .title("OVHcloud application key")
        .remedy("Revoke it in the API applications page of OVHcloud, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["ovh_app", "ovh-app", "ovhapp"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("OVH_APPLICATION_KEY=\"", concat!("hswaL", "rMTXg86jKVP"), "\"")], &["OVH_APPLICATION_KEY=\"${OVH_APP}\""]),
];
