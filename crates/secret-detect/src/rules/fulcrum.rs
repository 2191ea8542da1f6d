//! Rules for Fulcrum.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/fulcrum-api-token", "fulcrum", r"[a-z0-9]{80}")
        .title("Fulcrum API token")
        .remedy("Revoke it in the account settings of Fulcrum, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.fulcrumapp.com/")
        .keywords(&["fulcrum_api", "fulcrumapi", "fulcrum_token", "fulcrum_key"])
        .min_entropy(3.0)
        .examples(&[Example("fulcrum_api_api_token = \"", concat!("ywjyx", "sgj6a8yyegptb3jnrhpza015yn446uxkua5jqgj16xjg07t3a88d78e9ogkrmjbgkvdx1xfxsew"), "\"")], &["fulcrum_api_api_token = \"${FULCRUM_API_API_TOKEN}\""]),
];
