//! Rules for Flexport.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/flexport-api-token", "flexport", r"\b{start-half}shltm_[A-Za-z0-9_-]{40}")
        .title("Flexport API token")
        .remedy("Revoke it in the account settings of Flexport, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.logistics-api.flexport.com/")
        .keywords(&["shltm_"])
        .min_entropy(3.0)
        .examples(&[Example("key: \"", concat!("shltm", "_Qz8vR2mKx7Wp4Tn9Yb3Jd6Hs1Lc5Gf0AeUiOr2Nk"), "\"")], &["shltm_short"]),
];
