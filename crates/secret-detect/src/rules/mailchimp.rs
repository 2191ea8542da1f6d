//! Rules for Mailchimp.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/mailchimp-api-key", "mailchimp", r"\b{start-half}[a-f0-9]{32}-us[0-9]{1,2}\b{end-half}")
        .title("Mailchimp API key")
        .remedy("Revoke it in the API keys page of the account, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://mailchimp.com/help/about-api-keys/")
        .keywords(&["-us1", "-us2", "-us3", "-us4", "-us5", "-us6", "-us7", "-us8", "-us9"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("e458a", "d74614bb64c3b37c46946ac7eaf-us12"), "\"")], &[]),
];
