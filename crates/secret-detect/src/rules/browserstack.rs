//! Rules for BrowserStack.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/browserstack-access-key", "browserstack", r"[A-Za-z0-9]{20}")
        .title("BrowserStack access key")
        .remedy("Revoke it in the account settings of BrowserStack, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://www.browserstack.com/docs/automate/selenium/getting-started")
        .keywords(&["browserstack", "browser_stack"])
        .min_entropy(3.0)
        .examples(&[Example("browserstack_access_key = \"", concat!("x5MwN", "Q7ZzADXuSYhUkdy"), "\"")], &["browserstack_access_key = \"${BROWSERSTACK_ACCESS_KEY}\""]),
];
