//! Rules for Sauce Labs.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/saucelabs-key", "saucelabs", r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
        .title("Sauce Labs API key")
        .remedy("Revoke it in the account settings of Sauce Labs, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["sauce_access", "sauce_key", "saucelabs", "sauce_labs", "sauceaccess", "sauce-access", "sauce_api", "saucekey", "sauce"])
        .min_entropy(2.8)
        .examples(&[Example("sauce_access_key = \"", concat!("55a5f", "887-ebab-f9f0-4474-3d299d2011ce"), "\"")], &["sauce_access_key = \"${SAUCE_ACCESS}\""]),
];
