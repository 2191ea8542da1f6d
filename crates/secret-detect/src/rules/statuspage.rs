//! Rules for Statuspage.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/statuspage-key", "statuspage", r"(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{64})")
        .title("Statuspage API key")
        .remedy("Revoke it in the account settings of Statuspage, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["statuspage"])
        .min_entropy(2.8)
        .examples(&[Example("statuspage_key = \"", concat!("b216c", "2ec-da02-d366-ae54-01b663097aca"), "\"")], &["statuspage_key = \"${STATUSPAGE}\""]),
];
