//! Rules for vatlayer.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/vatlayer-access-key", "vatlayer", r"[a-z0-9]{32}")
        .title("vatlayer access key")
        .remedy("Revoke it in the account settings of vatlayer, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://vatlayer.com/documentation")
        .keywords(&["vatlayer", "vat_layer"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("vatlayer_access_key = \"", concat!("9xcb6", "qq35nj6lmwbbt6emlk0lq4dnm4b"), "\"")], &["vatlayer_access_key = \"${VATLAYER_ACCESS_KEY}\""]),
];
