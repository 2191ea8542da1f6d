//! Rules for Imagga.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/imagga-key", "imagga", r"(?:acc_[0-9a-z]{15}|[0-9a-f]{32})")
        .title("Imagga API key")
        .remedy("Revoke it in the account settings of Imagga, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["imagga"])
        .min_entropy(3.0)
        .examples(&[Example("imagga_key = \"", concat!("acc_s", "8hphdcp10uu65e"), "\"")], &["imagga_key = \"${IMAGGA}\""]),
];
