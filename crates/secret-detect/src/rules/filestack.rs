//! Rules for Filestack.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/filestack-key", "filestack", r"A[A-Za-z0-9]{20,21}z?")
        .title("Filestack API key")
        .remedy("Revoke it in the account settings of Filestack, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["filestack"])
        .min_entropy(3.4)
        .examples(&[Example("filestack_key = \"", concat!("AUKwA", "PtsbtrBk034uOf8O"), "\"")], &["filestack_key = \"${FILESTACK}\""]),
];
