//! Rules for Linear.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/linear-api-key", "linear", r"lin_(?:api|oauth)_[A-Za-z0-9]{40,64}\b{end-half}")
        .title("Linear API key")
        .remedy("Revoke it in the API settings of the workspace, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://linear.app/developers")
        .keywords(&["lin_api_", "lin_oauth_"])
        .examples(&[Example("value: \"", concat!("lin_a", "pi_aUXJNTIvKPsRH4ggE0A78MsOr9XQCPXoRK15pN0G"), "\"")], &[]),
    Rule::assigned("secret/linear-client-secret", "linear", r"[a-f0-9]{32}")
        .title("Linear client secret")
        .remedy("Revoke it in the API settings of the workspace, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://linear.app/developers")
        .keywords(&["linear"])
        .examples(&[Example("linear_key = \"", concat!("b4515", "c476d3a7d82f5af17e6ed9b1492"), "\"")], &[]),
];
