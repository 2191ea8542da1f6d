//! Rules for GrowthBook.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/growthbook-key", "growthbook", r"\b{start-half}secret_(?:admin|readonly|user)_[A-Za-z0-9]{40,50}\b{end-half}")
        .title("GrowthBook API key")
        .remedy("Revoke it in the account settings of GrowthBook, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["secret_admin_", "secret_readonly_", "secret_user_"])
        .min_entropy(3.7)
        .examples(&[Example("value: \"", concat!("secre", "t_admin_rfiKqPW6qhEBcDtXICtEUeI28VKCwdSZMGOTwYOA"), "\"")], &["secret_admin_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
