//! Rules for Particle.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/particle-key", "particle", r"[0-9a-f]{40}")
        .title("Particle access token")
        .remedy("Revoke it in the account settings of Particle, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["particle_", "particle-", "particle.io", "particleio"])
        .min_entropy(3.0)
        .examples(&[Example("particle__key = \"", concat!("31f43", "ad6d75149bf6427e9713ce1032f826c139a"), "\"")], &["particle__key = \"${PARTICLE_}\""]),
];
