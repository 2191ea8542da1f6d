//! Rules for Scaleway.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/scaleway-secret", "scaleway", r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
        .title("Scaleway secret key")
        .remedy("Revoke it in the API keys page of the Scaleway console, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://www.scaleway.com/en/docs/iam/how-to/create-api-keys/")
        .keywords(&["scaleway", "scw_secret", "scw_token", "scwsecret", "scw-secret", "scw_key"])
        .min_entropy(2.8)
        .examples(&[Example("scaleway_key = \"", concat!("0c49c", "fa3-8119-8407-0120-d7bbd4b6be89"), "\"")], &["scaleway_key = \"${SCALEWAY}\""]),
    Rule::token("secret/scaleway-access-key", "scaleway", r"\b{start-half}SCW[A-Z0-9]{17}\b{end-half}")
        .title("Scaleway access key")
        .remedy("Revoke it in the API keys page of the Scaleway console, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://www.scaleway.com/en/docs/iam/how-to/create-api-keys/")
        .keywords(&["scw"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("SCW8G", "K5DDIK6A65XY3MP"), "\"")], &["SCWxxxxxxxxxxxxxxxxxxxxxxxx"]),
];
