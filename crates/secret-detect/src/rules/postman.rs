//! Rules for Postman.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/postman-api-key", "postman", r"\b{start-half}PMAK-[A-Fa-f0-9]{24}-[A-Fa-f0-9]{34}\b{end-half}")
        .title("Postman API key")
        .remedy("Revoke it in the API keys page of the account, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://learning.postman.com/docs/developer/postman-api/authentication/")
        .keywords(&["pmak-"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("PMAK-", "63e74516604c3dd015f6657c-031d6ac5b8348c7f6a529fcd5ba4f81b38"), "\"")], &[]),
];
