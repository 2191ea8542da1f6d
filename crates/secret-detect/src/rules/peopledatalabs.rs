//! Rules for People Data Labs.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/peopledatalabs-api-key", "peopledatalabs", r"[a-z0-9]{64}")
        .title("People Data Labs API key")
        .remedy("Revoke it in the account settings of People Data Labs, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.peopledatalabs.com/docs/authentication")
        .keywords(&["peopledatalabs", "people_data_labs", "pdl_api_key"])
        .min_entropy(3.0)
        .examples(&[Example("peopledatalabs_api_key = \"", concat!("n0oxt", "h8ky835fz7hg4ijqmfctf9bdntt6on3ycjhs8oyrdyuu3dcu2bgojp5vldj"), "\"")], &["peopledatalabs_api_key = \"${PEOPLEDATALABS_API_KEY}\""]),
];
