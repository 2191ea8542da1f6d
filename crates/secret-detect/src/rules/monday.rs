//! Rules for monday.com.

use crate::proof::json_web_token;
use crate::rule::{Example, Rank, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/monday-key", "monday", r"eyJ[A-Za-z0-9_-]{15,120}\.[A-Za-z0-9_-]{60,400}\.[A-Za-z0-9_-]{40,100}")
        .title("monday.com API key")
        .remedy("Revoke it in the account settings of monday.com, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["monday"])
        .rank(Rank::NamedToken)
        .min_entropy(3.4)
        .check(json_web_token)
        .examples(&[Example("monday_key = \"", concat!("eyJhb", "GciOiJIUzI1NiJ9.ey", "J0aWQiOjQ4MjkxNjMsInVpZCI6NzM2NDUxMiwiaWFkIjoiMjAyNCIsInBlciI6Im1lOndyaX", "RlIn0.q8Zt3Lm7Vx2Kp9Rw4Hs6Jd5Nf1bYp0Tc2Qe7Ua9Gi4Ok"), "\"")], &["monday_key = \"${MONDAY}\""]),
];
