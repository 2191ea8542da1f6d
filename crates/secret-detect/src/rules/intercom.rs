//! Rules for Intercom.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/intercom-token", "intercom", r"[A-Za-z0-9=_-]{60}")
        .title("Intercom access token")
        .remedy("Revoke it in the developer hub, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["intercom"])
        .examples(&[Example("intercom_key = \"", concat!("emtld", "dhep9nhb77xtrwy7awpraistafc525wrzm1o2khpnnpro2lqzfncory"), "\"")], &[]),
];
