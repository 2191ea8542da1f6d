//! Rules for screenshotlayer.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/screenshotlayer-access-key", "screenshotlayer", r"[a-z0-9]{32}")
        .title("screenshotlayer access key")
        .remedy("Revoke it in the account settings of screenshotlayer, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://screenshotlayer.com/documentation")
        .keywords(&["screenshotlayer", "screenshot_layer"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("screenshotlayer_access_key = \"", concat!("efrox", "gzbxmwrhv4a3kawyednwy59o64l"), "\"")], &["screenshotlayer_access_key = \"${SCREENSHOTLAYER_ACCESS_KEY}\""]),
];
