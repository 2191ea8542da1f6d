//! Rules for Render.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/render-key", "render", r"\b{start-half}rnd_[A-Za-z0-9]{28}\b{end-half}")
        .title("Render API key")
        .remedy("Revoke it in the API keys page of Render, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["rnd_"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("rnd_c", "0TceHEPj5yEsHSY3Yh1DroHFzlS"), "\"")], &["rnd_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
