//! Rules for Deno.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/deno-token", "deno", r"\b{start-half}dd[pwo]_[A-Za-z0-9]{36}\b{end-half}")
        .title("Deno Deploy token")
        .remedy("Revoke it in the access tokens page of Deno Deploy, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.deno.com/deploy/")
        .keywords(&["ddp_", "ddw_", "ddo_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("ddo_H", "I67jpF3Z9WIJt6xm8GfySPJ6FkVqnOAE92G"), "\"")], &[]),
];
