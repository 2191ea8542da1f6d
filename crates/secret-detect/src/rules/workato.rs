//! Rules for Workato.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/workato-token", "workato", r"\b{start-half}wrka(?:us|eu|jp|sg|au|il|cn)?-ey[A-Za-z0-9_-]{10,100}\.[A-Za-z0-9_-]{10,400}\.[A-Za-z0-9_-]{20,500}\b{end-half}")
        .title("Workato API token")
        .remedy("Revoke it in the API clients page of Workato, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["wrka-", "wrkaus-", "wrkaeu-", "wrkajp-", "wrkasg-", "wrkaau-", "wrkail-", "wrkacn-"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("wrka-", "ey", "JhbGciOiJSUzI1NiJ9.ey", "JzdWIiOiJkZXBsb3kifQ.q8Zt3Lm7Vx2Kp9Rw4Hs6Jd"), "\"")], &["wrka-xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
