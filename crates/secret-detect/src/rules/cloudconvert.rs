//! Rules for CloudConvert.

use crate::proof::json_web_token;
use crate::rule::{Example, Rank, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/cloudconvert-key", "cloudconvert", r"eyJ[A-Za-z0-9_-]{20,200}\.[A-Za-z0-9_-]{60,900}\.[A-Za-z0-9_-]{80,800}")
        .title("CloudConvert API key")
        .remedy("Revoke it in the account settings of CloudConvert, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["cloudconvert"])
        .rank(Rank::NamedToken)
        .min_entropy(3.4)
        .check(json_web_token)
        .examples(&[Example("cloudconvert_key = \"", concat!("eyJ0e", "XAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.ey", "JhdWQiOiIxIiwianRpIjoiN2E5YzIwZTRiMWQ4M2Y1NmEwYzdlOTEyZDRiOGY2NTMifQ.q8Z", "t3Lm7Vx2Kp9Rw4Hs6Jd5Nf1bYp0Tc2Qe7Ua9Gi4Ok6Ws8Xm1Zn3Br5Dv7Fh9Jl2Pn4Rt6Uv8", "Ax2Cy5Ez9Kb"), "\"")], &["cloudconvert_key = \"${CLOUDCONVERT}\""]),
];
