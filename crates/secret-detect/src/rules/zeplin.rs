//! Rules for Zeplin.

use crate::proof::json_web_token;
use crate::rule::{Example, Rank, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/zeplin-key", "zeplin", r"eyJ[A-Za-z0-9_-]{20,120}\.[A-Za-z0-9_-]{60,500}\.[A-Za-z0-9_-]{40,100}")
        .title("Zeplin API key")
        .remedy("Revoke it in the account settings of Zeplin, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["zeplin"])
        .rank(Rank::NamedToken)
        .min_entropy(3.4)
        .check(json_web_token)
        .examples(&[Example("zeplin_key = \"", concat!("eyJhb", "GciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey", "J1c2VyIjoiN2E5YzIwZTRiMWQ4M2Y1NmEwYzdlOTEyZDRiOGY2NTMiLCJpc3MiOiJ6In0.q8", "Zt3Lm7Vx2Kp9Rw4Hs6Jd5Nf1bYp0Tc2Qe7Ua9Gi4Ok"), "\"")], &["zeplin_key = \"${ZEPLIN}\""]),
];
