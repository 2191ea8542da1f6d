//! Rules for Neon.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/neon-key", "neon", r"\b{start-half}napi_[a-z0-9]{64}\b{end-half}")
        .title("Neon API key")
        .remedy("Revoke it in the API keys page of the Neon console, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://neon.com/docs/manage/api-keys")
        .keywords(&["napi_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("napi_", "tdchr0mpefaliiq77yn2ctafpy7lghc0vk4sdo80j0rg0k3kcae38i9l7f8i31r0"), "\"")], &["napi_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
