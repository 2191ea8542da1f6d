//! Rules for Prefect.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/prefect-api-key", "prefect", r"\b{start-half}pn[ub]_[A-Za-z0-9]{36}\b{end-half}")
        .title("Prefect API key")
        .remedy("Revoke it in the API keys page of Prefect Cloud, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["pnu_", "pnb_"])
        .examples(&[Example("value: \"", concat!("pnu_r", "ngQZmzgLG3DtpMpBu1BEuUYsHnX0nwTz9pH"), "\"")], &[]),
];
