//! Rules for Replicate.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/replicate-token", "replicate", r"\b{start-half}r8_[A-Za-z0-9]{37}\b{end-half}")
        .title("Replicate API token")
        .remedy("Revoke it in the API tokens page of Replicate, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["r8_"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("r8_Yj", "fTGGbwlFzpeCFF5RpJ3Md86ADBpPF6VbWNL"), "\"")], &["r8_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
