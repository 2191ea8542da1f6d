//! Rules for Fly.io.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/flyio-token", "flyio", r"\b{start-half}(?:FlyV1 [A-Za-z0-9+/=_,-]{100,1000}|fo1_[A-Za-z0-9_-]{43}|fm[12][ar]?_[A-Za-z0-9+/]{100,1000}={0,3})")
        .title("Fly.io access token")
        .remedy("Revoke it in the tokens page of the Fly.io dashboard, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://fly.io/docs/security/tokens/")
        .keywords(&["flyv1 ", "fo1_", "fm1_", "fm1a_", "fm1r_", "fm2_", "fm2a_", "fm2r_"])
        .min_entropy(4.0)
        .examples(&[Example("value: \"", concat!("fo1_l", "NXOe6E-TG04HFf5Q5Di-UxJpoUEXtSOe-Nm7wRJ1aU"), "\"")], &[]),
];
