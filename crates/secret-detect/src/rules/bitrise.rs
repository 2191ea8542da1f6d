//! Rules for Bitrise.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/bitrise-token", "bitrise", r"[A-Za-z0-9_-]{50,90}")
        .title("Bitrise access token")
        .remedy("Revoke it in the security settings of Bitrise, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["bitrise"])
        .min_entropy(4.0)
        .examples(&[Example("bitrise_key = \"", concat!("0xqgT", "FZohMh3FAJvdwkEe4zaasLevXvg82KN2dVbVMODKrahmK"), "\"")], &["bitrise_key = \"${BITRISE}\""]),
];
