//! Rules for Wrike.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/wrike-key", "wrike", r"(?:ey[A-Za-z0-9_-]{333}|eyJ[A-Za-z0-9_-]{20,120}\.[A-Za-z0-9_-]{60,500}\.[A-Za-z0-9_-]{40,100})")
        .title("Wrike API key")
        .remedy("Revoke it in the account settings of Wrike, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["wrike"])
        .min_entropy(3.4)
        .examples(&[Example("wrike_key = \"", concat!("eyJ0d", "CI6InAiLCJhbGciOiJIUzI1NiIsInR2IjoiMiJ9.ey", "JkIjoie1wiYVwiOjQ4MjkxNjMsXCJpXCI6NzM2NDUxMixcImNcIjo0NjM1OTgzfSJ9.q8Zt3", "Lm7Vx2Kp9Rw4Hs6Jd5Nf1bYp0Tc2Qe7Ua9Gi4Ok"), "\"")], &["wrike_key = \"${WRIKE}\""]),
];
