//! Rules for ElevenLabs.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/elevenlabs-key", "elevenlabs", r"\b{start-half}sk_[0-9a-f]{48}\b{end-half}")
        .title("ElevenLabs API key")
        .remedy("Revoke it in the API keys page of ElevenLabs, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["sk_0", "sk_1", "sk_2", "sk_3", "sk_4", "sk_5", "sk_6", "sk_7", "sk_8", "sk_9", "sk_a", "sk_b", "sk_c", "sk_d", "sk_e", "sk_f"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("sk_ec", "09ae95a1c4b86520256d4ac39fbbc5ccecfc9edcf621f4"), "\"")], &[]),
];
