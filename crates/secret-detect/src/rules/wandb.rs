//! Rules for Weights and Biases.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/wandb-key", "wandb", r"\b{start-half}wandb_v1_[A-Za-z0-9_]{64,90}\b{end-half}")
        .title("Weights and Biases API key")
        .remedy("Revoke it in the settings of the Weights and Biases account, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["wandb_v1_"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("wandb", "_v1_DRP5nEzHXcYDi5TwQxo5nAB0pz4Tsegk32mNzX6aNZ8goGNk9BF33ookfupzqAQg"), "\"")], &["wandb_v1_xxxxxxxxxxxxxxxxxxxxxxxx"]),
    Rule::assigned("secret/wandb-old-key", "wandb", r"[0-9a-f]{40}")
        .title("Weights and Biases API key, old form")
        .remedy("Revoke it in the settings of the Weights and Biases account, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["wandb", "weightsandbiases", "weights_and_biases"])
        .min_entropy(3.0)
        .examples(&[Example("wandb_key = \"", concat!("a9bc4", "03c5b9cdd87dbedb7a03f3fbb8d62bab831"), "\"")], &["wandb_key = \"${WANDB}\""]),
];
