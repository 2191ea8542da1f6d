//! Rules for Intercom.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/intercom-token", "intercom", r"[A-Za-z0-9=_-]{60}")
        .title("Intercom access token")
        .remedy("Revoke it in the developer hub, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["intercom"])
        .examples(&[Example("intercom_key = \"", concat!("rzm1o", "2khpnnpro2lqzfncoryq7rzx8740q4yxh26hp05dcxs84kic3d3cglo"), "\"")], &[]),
];
