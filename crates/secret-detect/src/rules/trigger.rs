//! Rules for Trigger.dev.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/trigger-key", "trigger", r"\b{start-half}tr_(?:prod|dev|stg|preview)_[A-Za-z0-9]{20,24}\b{end-half}")
        .title("Trigger.dev secret key")
        .remedy("Revoke it in the account settings of Trigger.dev, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["tr_prod_", "tr_dev_", "tr_stg_", "tr_preview_"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("tr_pr", "od_FHwol6ZDaKYCybczQRCj"), "\"")], &["tr_prod_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
