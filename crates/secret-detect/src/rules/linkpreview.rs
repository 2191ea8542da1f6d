//! Rules for LinkPreview.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/linkpreview-api-key", "linkpreview", r"[a-z0-9]{32}")
        .title("LinkPreview API key")
        .remedy("Revoke it in the account settings of LinkPreview, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.linkpreview.net/")
        .keywords(&["linkpreview", "link_preview"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("linkpreview_api_key = \"", concat!("zh3mt", "hiw2p1cozvvcm4vvxlbxqovqz6m"), "\"")], &["linkpreview_api_key = \"${LINKPREVIEW_API_KEY}\""]),
];
