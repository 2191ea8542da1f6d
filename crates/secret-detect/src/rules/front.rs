//! Rules for Front.

use crate::proof::json_web_token;
use crate::rule::{Example, Rank, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/front-key", "front", r"eyJ[A-Za-z0-9_-]{20,120}\.[A-Za-z0-9_-]{40,400}\.[A-Za-z0-9_-]{40,100}")
        .title("Front API key")
        .remedy("Revoke it in the account settings of Front, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["frontapp", "front_api", "front-api"])
        .rank(Rank::NamedToken)
        .min_entropy(3.4)
        .check(json_web_token)
        .examples(&[Example("frontapp_key = \"", concat!("eyJhb", "GciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey", "JzY29wZXMiOlsic2hhcmVkOioiXSwiaXNzIjoiZnJvbnQifQ.q8Zt3Lm7Vx2Kp9Rw4Hs6Jd5", "Nf1bYp0Tc2Qe7Ua9Gi4Ok"), "\"")], &["frontapp_key = \"${FRONTAPP}\""]),
];
