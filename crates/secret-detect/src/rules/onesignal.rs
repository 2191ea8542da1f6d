//! Rules for OneSignal.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/onesignal-key", "onesignal", r"\b{start-half}os_v2_(?:app|org)_[a-z2-7]{100,110}\b{end-half}")
        .title("OneSignal API key")
        .remedy("Revoke it in the keys page of OneSignal, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["os_v2_app_", "os_v2_org_"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("os_v2", "_app_pq5slqdk32fjwvonwr4r6pmakfwpzbdavrj65rn2jrvys6vj4uoaaqhzdujab7gu5vs", "r57nolmxolriq6j2csm7zau2bknzr4nq2"), "\"")], &["os_v2_app_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
