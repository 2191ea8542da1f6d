//! Rules for TrueNAS.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/truenas-key", "truenas", r"[0-9]{1,4}-[A-Za-z0-9]{64}")
        .title("TrueNAS API key")
        .remedy("Revoke it in the account settings of TrueNAS, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["truenas"])
        .min_entropy(3.4)
        .examples(&[Example("truenas_key = \"", concat!("3-Ku7", "C3d3dHRBH9Q1MU6lupCWCp0nt9Fr1Vc4w9jZWB7W0uPFEgyrfFpSpnizLyM8P"), "\"")], &["truenas_key = \"${TRUENAS}\""]),
];
