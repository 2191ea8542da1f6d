//! Rules for Databricks.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/databricks-token", "databricks", r"\b{start-half}dapi[a-f0-9]{32}(?:-[0-9])?\b{end-half}")
        .title("Databricks access token")
        .remedy("Revoke it in the user settings of the workspace, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.databricks.com/aws/en/dev-tools/auth/pat")
        .keywords(&["dapi"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("dapi2", "529e9c6d0649246aad9f263b7acaaea"), "\"")], &[]),
];
