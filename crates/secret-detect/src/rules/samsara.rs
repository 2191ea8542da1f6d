//! Rules for Samsara.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/samsara-token", "samsara", r"\b{start-half}samsara_api_[A-Za-z0-9]{30}\b{end-half}")
        .title("Samsara API token")
        .remedy("Revoke it in the API tokens page of Samsara, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["samsara_api_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("samsa", "ra_api_MxRvy0eAxHy9x06woi4zm5rRJdIn4Z"), "\"")], &["samsara_api_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
