//! Rules for Cartesia.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/cartesia-key", "cartesia", r"\b{start-half}sk_car_[A-Za-z0-9]{16,64}\b{end-half}")
        .title("Cartesia API key")
        .remedy("Revoke it in the Cartesia playground's keys page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["sk_car_"])
        .min_entropy(3.0)
        .examples(&[Example("api_key=\"", concat!("sk_car_Q7", "Dh3yEg42ipqnX1fkkjbd93"), "\"")], &["sk_car_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
