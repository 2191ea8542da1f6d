//! Rules for JupiterOne.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/jupiterone-api-token", "jupiterone", r"[A-Za-z0-9]{76}")
        .title("JupiterOne API token")
        .remedy("Revoke it in the account settings of JupiterOne, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.jupiterone.io/")
        .keywords(&["jupiterone", "jupiter_one"])
        .min_entropy(3.0)
        .examples(&[Example("jupiterone_api_token = \"", concat!("ibVFJ", "qf39XjzS6w2BvfszoxZOctipNNm9rbAGQKWRaMU6AzOFGXmGrK6MAOyTiKnhTPlfAkPK0RI"), "\"")], &["jupiterone_api_token = \"${JUPITERONE_API_TOKEN}\""]),
];
