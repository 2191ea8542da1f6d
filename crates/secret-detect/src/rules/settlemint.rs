//! Rules for SettleMint.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/settlemint-token", "settlemint", r"\b{start-half}sm_(?:aat|pat|sat)_[A-Za-z0-9]{16}\b{end-half}")
        .title("SettleMint access token")
        .remedy("Revoke it in the access tokens page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["sm_aat_", "sm_pat_", "sm_sat_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("sm_pa", "t_5nZyT6svWsR3B762"), "\"")], &[]),
];
